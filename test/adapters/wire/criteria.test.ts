import { describe, expect, it, test } from '@jest/globals';
import { parseCriteria } from '../../../src/adapters/wire/criteria.ts';
import { criteriaWorld } from '../../support/criteria-world.ts';

const WORLD = criteriaWorld('2030-04-01T10:00Z');
const slice = { origin: 'AMS', destination: 'LHR', departure_date: '2030-05-01' };

const found = (body: unknown): readonly string[] =>
  parseCriteria(body, WORLD).match(
    () => [],
    (faults) => faults.map(({ pointer, code }) => `${pointer} ${code}`),
  );

describe('parsing criteria', () => {
  it('fills in one adult, economy and euros', () => {
    expect(parseCriteria({ slices: [slice] }, WORLD)._unsafeUnwrap()).toStrictEqual({
      slices: [slice],
      passengers: { adults: 1, children_ages: [] },
      cabin: 'economy',
      currency: 'EUR',
    });
  });

  it('takes everything that can be asked for', () => {
    const body = {
      slices: [
        { ...slice, departure_window: { from: '22:30', to: '01:00' } },
        { ...slice, origin: 'LON', destination: 'NYC', arrival_window: { from: '00:00', to: '23:59' } },
      ],
      passengers: { adults: 2, children_ages: [7, 1] },
      cabin: 'business',
      max_stops: 1,
      carriers: { include: ['KL', '9X', 'KL'] },
      currency: 'USD',
      market: 'GB',
      locale: 'en-gb',
      timeout_ms: 15_000,
    };
    expect(parseCriteria(body, WORLD)._unsafeUnwrap()).toStrictEqual(body);
  });

  it('fills in the half of the passengers that is missing', () => {
    const passengersOf = (passengers: unknown): unknown =>
      parseCriteria({ slices: [slice], passengers }, WORLD)._unsafeUnwrap().passengers;
    expect(passengersOf({})).toEqual({ adults: 1, children_ages: [] });
    expect(passengersOf({ children_ages: [3] })).toEqual({ adults: 1, children_ages: [3] });
    expect(found({ slices: [slice], passengers: { children_ages: [0, 1] } })).toEqual([
      '/passengers/children_ages infants_exceed_adults',
    ]);
  });

  test.each([
    ['nothing', undefined, [' required']],
    ['null', null, [' invalid_format']],
    ['a list', [slice], [' invalid_format']],
    ['an empty object', {}, ['/slices required']],
    ['slices that are no list', { slices: slice }, ['/slices invalid_format']],
    ['an empty list of slices', { slices: [] }, ['/slices required']],
    [
      'an empty slice',
      { slices: [{}] },
      ['/slices/0/origin required', '/slices/0/destination required', '/slices/0/departure_date required'],
    ],
    ['a slice that is null', { slices: [null] }, ['/slices/0 invalid_format']],
    ['small letters', { slices: [{ ...slice, origin: 'ams' }] }, ['/slices/0/origin invalid_format']],
    [
      'a date with a time',
      { slices: [{ ...slice, departure_date: '2030-05-01T10:00' }] },
      ['/slices/0/departure_date invalid_format'],
    ],
    [
      'a window without its end',
      { slices: [{ ...slice, departure_window: { from: '06:00' } }] },
      ['/slices/0/departure_window/to required'],
    ],
    [
      'a window of hours that there are not',
      { slices: [{ ...slice, arrival_window: { from: '24:00', to: '6:60' } }] },
      ['/slices/0/arrival_window/from invalid_format', '/slices/0/arrival_window/to invalid_format'],
    ],
    [
      'a window that says more',
      { slices: [{ ...slice, departure_window: { from: '06:00', to: '07:00', zone: 'UTC' } }] },
      ['/slices/0/departure_window/zone unknown_field'],
    ],
    [
      'a window that is text',
      { slices: [{ ...slice, departure_window: '06:00-12:00' }] },
      ['/slices/0/departure_window invalid_format'],
    ],
    [
      'carriers that are no codes',
      { slices: [slice], carriers: { include: ['KL', 'klm', 7] } },
      ['/carriers/include/1 invalid_format', '/carriers/include/2 invalid_format'],
    ],
    [
      'carriers to include that are no list',
      { slices: [slice], carriers: { include: 'KL' } },
      ['/carriers/include invalid_format'],
    ],
    ['carriers that are a list', { slices: [slice], carriers: ['KL'] }, ['/carriers invalid_format']],
    [
      'carriers to prefer',
      { slices: [slice], carriers: { include: ['KL'], prefer: ['AF'] } },
      ['/carriers/prefer unknown_field'],
    ],
    ['a currency in small letters', { slices: [slice], currency: 'eur' }, ['/currency invalid_format']],
    ['a market in small letters', { slices: [slice], market: 'nl' }, ['/market invalid_format']],
    ['a locale that is a number', { slices: [slice], locale: 7 }, ['/locale invalid_format']],
    ['half a millisecond', { slices: [slice], timeout_ms: 2_000.5 }, ['/timeout_ms invalid_format']],
    ['seconds in words', { slices: [slice], timeout_ms: '20s' }, ['/timeout_ms invalid_format']],
    ['a cabin that there is not', { slices: [slice], cabin: 'cockpit' }, ['/cabin invalid_format']],
    ['null for a field left out', { slices: [slice], max_stops: null }, ['/max_stops invalid_format']],
    ['half a stop', { slices: [slice], max_stops: 0.5 }, ['/max_stops invalid_format']],
    [
      'an age in words',
      { slices: [slice], passengers: { children_ages: [3, 'four'] } },
      ['/passengers/children_ages/1 invalid_format'],
    ],
    [
      'unknown fields',
      { slices: [{ ...slice, 'a/b~c': 1 }], flex_days: 3 },
      ['/slices/0/a~1b~0c unknown_field', '/flex_days unknown_field'],
    ],
  ])('refuses %s', (_what, body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  it('refuses the names that objects are made with, as unknown fields', () => {
    const body: unknown = JSON.parse(
      `{"slices":[${JSON.stringify(slice)}],"__proto__":{"cabin":"first"},"constructor":1,"passengers":{"__proto__":{"adults":3}}}`,
    );
    expect(found(body)).toEqual([
      '/passengers/__proto__ unknown_field',
      '/__proto__ unknown_field',
      '/constructor unknown_field',
    ]);
  });

  it('lists in one answer what is wrong in shape and what is against the rules', () => {
    const body = {
      slices: [
        { origin: 'AMS', destination: 'AMS', departure_date: 'soon' },
        { origin: 'lon', destination: 'QQQ', departure_date: '2030-03-31' },
      ],
      passengers: { adults: 12, children_ages: 'none' },
      carriers: { include: ['KLM'], exclude: [] },
      currency: 'XXX',
      market: 'XX',
      locale: 'en_GB',
      timeout_ms: 1,
      flex_days: 3,
    };
    expect(found(body)).toEqual([
      '/slices/0/departure_date invalid_format',
      '/slices/1/origin invalid_format',
      '/passengers/children_ages invalid_format',
      '/carriers/include/0 invalid_format',
      '/flex_days unknown_field',
      '/slices/0/destination same_origin_destination',
      '/slices/1/destination unknown_location',
      '/passengers/adults too_many_passengers',
      '/carriers conflicting_filters',
      '/carriers/exclude required',
      '/currency unsupported_currency',
      '/market invalid_format',
      '/locale invalid_format',
      '/timeout_ms invalid_format',
    ]);
  });

  it('lists a bounded number of faults, each with a message for people', () => {
    const faults = parseCriteria(
      { slices: Array.from({ length: 5_000 }, () => ({})) },
      WORLD,
    )._unsafeUnwrapErr();
    expect(faults).toHaveLength(50);
    expect(faults.every(({ message }) => message.length > 10)).toBe(true);
  });

  it('says of a list that is far too long so once, whatever it holds', () => {
    const ages = Array.from({ length: 5_000 }, () => 7);
    const codes = Array.from({ length: 5_000 }, () => 'KL');
    const slices = Array.from({ length: 5_000 }, () => slice);
    expect(found({ slices, passengers: { children_ages: ages }, carriers: { include: codes } })).toEqual([
      '/slices too_many_slices',
      '/passengers/children_ages too_many_passengers',
      '/carriers/include invalid_format',
    ]);
  });
});
