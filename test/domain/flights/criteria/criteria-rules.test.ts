import { describe, expect, it, test } from '@jest/globals';
import type { CriteriaParts } from '../../../../src/domain/flights/criteria/criteria-parts.ts';
import { criteriaFaults } from '../../../../src/domain/flights/criteria/criteria-rules.ts';
import { CURRENCIES } from '../../../../src/domain/flights/criteria/criteria.ts';
import { criteriaWorld } from '../../../support/criteria-world.ts';

const WORLD = criteriaWorld('2028-02-28T10:00Z');
const TODAY = '2028-02-28';

const found = (parts: CriteriaParts): readonly string[] =>
  criteriaFaults(parts, WORLD).map(({ pointer, code }) => `${pointer} ${code}`);
const departing = (...dates: readonly string[]): CriteriaParts => ({
  slices: dates.map((departure_date) => ({ origin: 'AMS', destination: 'LHR', departure_date })),
});
const flying = (origin: string, destination: string): CriteriaParts => ({
  slices: [{ origin, destination }],
});
const party = (adults: number, ...ages: readonly number[]): CriteriaParts => ({
  passengers: { adults, children_ages: ages },
});
const carriers = (count: number): readonly string[] => Array.from({ length: count }, () => 'KL');

describe('the rules for criteria', () => {
  test.each<[string, CriteriaParts]>([
    ['six slices on one day', departing(...Array.from({ length: 6 }, () => TODAY))],
    ['a leap day', departing('2028-02-29')],
    ['a date 365 days ahead', departing('2029-02-27')],
    ['an airport to a city', flying('AMS', 'LON')],
    ['two airports of one city', flying('LHR', 'LGW')],
    ['nine adults', party(9)],
    ['an infant on each lap, but no more than eight children', party(9, 0, 0, 0, 0, 1, 1, 1, 1)],
    ['nine seats and an infant', party(2, 2, 3, 4, 5, 6, 7, 8, 1)],
    ['a child of 17', party(1, 17)],
    ['no stop', { max_stops: 0 }],
    ['two stops', { max_stops: 2 }],
    ['99 carriers', { carriers: { include: carriers(99) } }],
    ['one carrier not to fly with', { carriers: { exclude: ['9X'] } }],
    ['the shortest patience', { timeout_ms: 2_000 }],
    ['the longest patience', { timeout_ms: 60_000 }],
    ['nothing that could be judged', {}],
    ...CURRENCIES.map((currency): [string, CriteriaParts] => [currency, { currency }]),
    ...['NL', 'GB', 'AX', 'ZW'].map((market): [string, CriteriaParts] => [market, { market }]),
    ...['en', 'en-GB', 'zh-Hant-TW', 'de-CH-1996', 'es-419', 'en-US-u-hc-h23-ca-gregory-nu-latn'].map(
      (locale): [string, CriteriaParts] => [locale, { locale }],
    ),
  ])('allow %s', (_what, parts) => {
    expect(found(parts)).toEqual([]);
  });

  test.each<[string, CriteriaParts, string]>([
    ['no slices', { slices: [] }, '/slices required'],
    ['seven slices', departing(...Array.from({ length: 7 }, () => TODAY)), '/slices too_many_slices'],
    ['an origin that nobody knows', flying('QQQ', 'LHR'), '/slices/0/origin unknown_location'],
    ['a destination that nobody knows', flying('AMS', 'QQQ'), '/slices/0/destination unknown_location'],
    ['an airport to itself', flying('AMS', 'AMS'), '/slices/0/destination same_origin_destination'],
    ['a city to itself', flying('LON', 'LON'), '/slices/0/destination same_origin_destination'],
    ['a city to its airport', flying('LON', 'LGW'), '/slices/0/destination same_origin_destination'],
    ['an airport to its city', flying('EWR', 'NYC'), '/slices/0/destination same_origin_destination'],
    ['a day that there is not', departing('2029-02-29'), '/slices/0/departure_date invalid_format'],
    ['a month that there is not', departing('2028-13-01'), '/slices/0/departure_date invalid_format'],
    ['yesterday', departing('2028-02-27'), '/slices/0/departure_date date_in_past'],
    ['a date 366 days ahead', departing('2029-02-28'), '/slices/0/departure_date date_too_far'],
    [
      'a slice before the one before it',
      departing('2028-03-02', '2028-03-03', '2028-03-02'),
      '/slices/2/departure_date dates_not_chronological',
    ],
    ['no adult', party(0), '/passengers/adults invalid_format'],
    ['ten adults', party(10), '/passengers/adults too_many_passengers'],
    ['ten who need a seat', party(8, 2, 5), '/passengers too_many_passengers'],
    ['nine children', party(9, 1, 1, 1, 1, 1, 1, 1, 1, 1), '/passengers/children_ages too_many_passengers'],
    ['a child of 18', party(1, 5, 18), '/passengers/children_ages/1 invalid_age'],
    ['a child not yet born', party(1, -1), '/passengers/children_ages/0 invalid_age'],
    ['a child of one and a half', party(1, 1.5), '/passengers/children_ages/0 invalid_age'],
    ['two infants on one lap', party(1, 0, 1), '/passengers/children_ages infants_exceed_adults'],
    ['three stops', { max_stops: 3 }, '/max_stops invalid_format'],
    ['fewer stops than none', { max_stops: -1 }, '/max_stops invalid_format'],
    [
      'carriers both wanted and not wanted',
      { carriers: { include: ['KL'], exclude: ['BA'] } },
      '/carriers conflicting_filters',
    ],
    ['carriers neither wanted nor not wanted', { carriers: {} }, '/carriers required'],
    ['no carrier wanted', { carriers: { include: [] } }, '/carriers/include required'],
    ['no carrier not wanted', { carriers: { exclude: [] } }, '/carriers/exclude required'],
    ['100 carriers', { carriers: { exclude: carriers(100) } }, '/carriers/exclude invalid_format'],
    ['a currency without rates', { currency: 'XXX' }, '/currency unsupported_currency'],
    ['a currency in small letters', { currency: 'eur' }, '/currency unsupported_currency'],
    ['a country that there is not', { market: 'XX' }, '/market invalid_format'],
    ['what is often said for a country', { market: 'UK' }, '/market invalid_format'],
    ['a locale that is no language tag', { locale: 'en_GB' }, '/locale invalid_format'],
    ['an empty locale', { locale: '' }, '/locale invalid_format'],
    [
      'a locale of 36 characters',
      { locale: 'en-US-u-hc-h23-ca-gregory-nu-latn-xy' },
      '/locale invalid_format',
    ],
    ['too short a patience', { timeout_ms: 1_999 }, '/timeout_ms invalid_format'],
    ['too long a patience', { timeout_ms: 60_001 }, '/timeout_ms invalid_format'],
  ])('refuse %s', (_what, parts, expected) => {
    expect(found(parts)).toEqual([expected]);
  });

  it('report everything at once, and judge what there is beside what is missing', () => {
    const parts: CriteriaParts = {
      slices: [
        { origin: 'QQQ', destination: 'QQQ', departure_date: '2028-04-01' },
        { destination: 'QQQ', departure_date: '2028-03-01' },
        {},
      ],
      passengers: { adults: 12, children_ages: [undefined, 40] },
      max_stops: 9,
      carriers: { include: [], exclude: carriers(100) },
      currency: 'XXX',
      market: 'XX',
      locale: '-',
      timeout_ms: 0,
    };
    expect(found(parts)).toEqual([
      '/slices/0/origin unknown_location',
      '/slices/0/destination unknown_location',
      '/slices/0/destination same_origin_destination',
      '/slices/1/destination unknown_location',
      '/slices/1/departure_date dates_not_chronological',
      '/passengers/adults too_many_passengers',
      '/passengers/children_ages/1 invalid_age',
      '/max_stops invalid_format',
      '/carriers conflicting_filters',
      '/carriers/include required',
      '/carriers/exclude invalid_format',
      '/currency unsupported_currency',
      '/market invalid_format',
      '/locale invalid_format',
      '/timeout_ms invalid_format',
    ]);
  });

  it('judge no more slices than there may be', () => {
    const slices = Array.from({ length: 5_000 }, () => ({ origin: 'QQQ' }));
    expect(found({ slices })).toEqual([
      '/slices too_many_slices',
      ...Array.from({ length: 6 }, (_, index) => `/slices/${index}/origin unknown_location`),
    ]);
  });
});
