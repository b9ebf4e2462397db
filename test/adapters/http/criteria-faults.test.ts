import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { criteriaBody, Gateway, someDate } from '../../support/gateway.ts';
import { problemOf } from '../../support/problem-of.ts';

const departure_date = someDate();
const slice = { origin: 'AMS', destination: 'LHR', departure_date };

describe('criteria that are not valid', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const faultsOf = async (body: unknown) => (await problemOf(await gateway.post(body))).errors;

  it('are answered with everything that is wrong with them, in shape and by the rules', async () => {
    const faults = await faultsOf({
      slices: [
        { origin: 'ams', destination: 'QQQ', departure_date, departure_window: { from: '25:00' } },
        { origin: 'LON', destination: 'LHR', departure_date: '2001-02-03' },
      ],
      passengers: { adults: 1, children_ages: [0, 1, 18] },
      cabin: 'cargo',
      carriers: { include: ['KL'], exclude: ['KLM'] },
      currency: 'XXX',
      market: 'XX',
      locale: 'en_GB',
      timeout_ms: 100,
      colour: 'blue',
    });
    expect(faults.map((fault) => 'pointer' in fault && `${fault.pointer} ${fault.code}`)).toEqual([
      '/slices/0/origin invalid_format',
      '/slices/0/departure_window/from invalid_format',
      '/slices/0/departure_window/to required',
      '/cabin invalid_format',
      '/carriers/exclude/0 invalid_format',
      '/colour unknown_field',
      '/slices/0/destination unknown_location',
      '/slices/1/destination same_origin_destination',
      '/slices/1/departure_date date_in_past',
      '/slices/1/departure_date dates_not_chronological',
      '/passengers/children_ages/2 invalid_age',
      '/passengers/children_ages infants_exceed_adults',
      '/carriers conflicting_filters',
      '/currency unsupported_currency',
      '/market invalid_format',
      '/locale invalid_format',
      '/timeout_ms invalid_format',
    ]);
  });

  test.each([
    ['/slices', 'required', {}],
    ['/slices/0/departure_date', 'required', { slices: [{ origin: 'AMS', destination: 'LHR' }] }],
    ['/slices/0/destination', 'invalid_format', { slices: [{ ...slice, destination: 7 }] }],
    ['/slices/0/origin', 'unknown_location', { slices: [{ ...slice, origin: 'QQQ' }] }],
    ['/slices/0/destination', 'unknown_location', { slices: [{ ...slice, destination: 'QQQ' }] }],
    [
      '/slices/1/destination',
      'same_origin_destination',
      { slices: [slice, { ...slice, origin: 'NYC', destination: 'JFK' }] },
    ],
    ['/carriers', 'conflicting_filters', criteriaBody({ carriers: { include: ['KL'], exclude: ['BA'] } })],
    ['/timeout_ms', 'invalid_format', criteriaBody({ timeout_ms: 60_001 })],
    ['/flex_days', 'unknown_field', criteriaBody({ flex_days: 3 })],
    ['/slices/0/via', 'unknown_field', { slices: [{ ...slice, via: 'CDG' }] }],
    ['/a~1b', 'unknown_field', criteriaBody({ 'a/b': 1 })],
    ['', 'invalid_format', []],
  ])('have their fault at "%s" called %s', async (pointer, code, body) => {
    expect(await faultsOf(body)).toEqual([{ pointer, code, message: expect.any(String) }]);
  });

  it('cannot make the answer longer than anybody reads', async () => {
    const fields = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, n]));
    expect((await faultsOf(criteriaBody(fields))).length).toBeLessThanOrEqual(50);
  });

  it('create nothing', async () => {
    await gateway.post({});
    expect(await gateway.metric('flight_search_searches_requested_total')).toBe('0');
  });
});
