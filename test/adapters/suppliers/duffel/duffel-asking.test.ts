import { describe, expect, it } from '@jest/globals';
import type { Criteria } from '../../../../src/domain/flights/criteria/criteria.ts';
import { DUFFEL_CRITERIA, DUFFEL_TOKEN, duffelSearch } from '../../../support/duffel-search.ts';
import { creates, DuffelServer, gives } from '../../../support/duffel-server.ts';

const asked = async (criteria: Criteria, timeoutMs = 20_000) => {
  await using server = await DuffelServer.start(creates(1), gives({ of: 1, remaining: 0, offers: [] }));
  await duffelSearch(server, { criteria, timeoutMs }).answer();
  return server.asked;
};

describe('What Duffel is asked', () => {
  it('is one batch offer request, whose batches are then waited for', async () => {
    const [created, polled, ...more] = await asked(DUFFEL_CRITERIA);
    expect(created).toMatchObject({
      method: 'POST',
      url: '/air/batch_offer_requests?supplier_timeout=18500',
      body: {
        data: {
          slices: [{ origin: 'LHR', destination: 'JFK', departure_date: '2030-03-01' }],
          passengers: [{ type: 'adult' }],
          cabin_class: 'economy',
        },
      },
    });
    expect(polled).toMatchObject({ method: 'GET', url: '/air/batch_offer_requests/orq_1', body: undefined });
    expect(more).toEqual([]);
  });

  it('carries the token and the version each time', async () => {
    const requests = await asked(DUFFEL_CRITERIA);
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${DUFFEL_TOKEN}`,
      'duffel-version': 'v2',
      'user-agent': 'flight-search',
    };
    expect(requests.map((request) => request.headers)).toEqual([
      expect.objectContaining({ ...headers, 'content-type': 'application/json' }),
      expect.objectContaining(headers),
    ]);
    expect(requests[1]?.headers).not.toHaveProperty('content-type');
  });

  it('says hours, ages, the cabin, and how many connections are too many', async () => {
    const [created] = await asked({
      slices: [
        {
          origin: 'LON',
          destination: 'NYC',
          departure_date: '2030-03-01',
          departure_window: { from: '06:00', to: '12:00' },
          arrival_window: { from: '09:00', to: '23:59' },
        },
        { origin: 'NYC', destination: 'LON', departure_date: '2030-03-08' },
      ],
      passengers: { adults: 2, children_ages: [7, 1] },
      cabin: 'premium_economy',
      max_stops: 0,
      carriers: { include: ['BA'] },
      currency: 'EUR',
      market: 'NL',
      locale: 'nl-NL',
    });
    expect(created?.body).toEqual({
      data: {
        slices: [
          {
            origin: 'LON',
            destination: 'NYC',
            departure_date: '2030-03-01',
            departure_time: { from: '06:00', to: '12:00' },
            arrival_time: { from: '09:00', to: '23:59' },
          },
          { origin: 'NYC', destination: 'LON', departure_date: '2030-03-08' },
        ],
        passengers: [{ type: 'adult' }, { type: 'adult' }, { age: 7 }, { age: 1 }],
        cabin_class: 'premium_economy',
        max_connections: 0,
      },
    });
  });

  it('leaves out hours that go past midnight and connections that nobody counts', async () => {
    const [slice] = DUFFEL_CRITERIA.slices;
    if (slice === undefined) throw new Error('there is a slice');
    const [created] = await asked({
      ...DUFFEL_CRITERIA,
      slices: [{ ...slice, departure_window: { from: '22:00', to: '04:00' } }],
      max_stops: 3,
    });
    expect(created?.body).toEqual({
      data: { slices: [slice], passengers: [{ type: 'adult' }], cabin_class: 'economy' },
    });
  });

  it.each([
    { timeoutMs: 500, patience: 2_000 },
    { timeoutMs: 10_000, patience: 8_500 },
    { timeoutMs: 90_000, patience: 60_000 },
  ])('grants airlines $patience ms of $timeoutMs', async ({ timeoutMs, patience }) => {
    const [created] = await asked(DUFFEL_CRITERIA, timeoutMs);
    expect(created?.url).toBe(`/air/batch_offer_requests?supplier_timeout=${patience}`);
  });
});
