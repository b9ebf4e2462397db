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
        { origin: 'ams', destination: 'LHR', departure_date },
        { origin: 'LHR', destination: 'LHR', departure_date: '2001-02-03' },
      ],
      passengers: { adults: 0 },
      cabin: 'cargo',
      colour: 'blue',
    });
    expect(faults.map((fault) => 'pointer' in fault && fault.pointer)).toEqual(
      expect.arrayContaining([
        '/slices/0/origin',
        '/slices/1/departure_date',
        '/passengers/adults',
        '/cabin',
        '/colour',
      ]),
    );
  });

  test.each([
    ['/slices', 'required', {}],
    ['/slices/0/departure_date', 'required', { slices: [{ origin: 'AMS', destination: 'LHR' }] }],
    ['/slices/0/destination', 'invalid_format', { slices: [{ ...slice, destination: 7 }] }],
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
