import { describe, expect, it, test } from '@jest/globals';
import { simulatedSuppliers } from '../../../../src/adapters/suppliers/simulated/simulated-suppliers.ts';
import type { Criteria, CriteriaSlice } from '../../../../src/domain/flights/criteria.ts';
import { minorUnits } from '../../../../src/domain/flights/money.ts';
import type { Offer } from '../../../../src/domain/flights/offer.ts';
import {
  MAX_BATCH_OFFERS,
  type Supplier,
  type SupplierBatch,
} from '../../../../src/domain/ports/supplier.ts';
import { SEARCH_ID } from '../../../support/flight-messages.ts';
import { instantClock } from '../../../support/instant-clock.ts';

const slice = (origin: string, destination: string, departure_date: string): CriteriaSlice => ({
  origin,
  destination,
  departure_date,
});
const asking = (slices: readonly CriteriaSlice[], changed: Partial<Criteria> = {}): Criteria => ({
  slices,
  passengers: { adults: 1, children_ages: [] },
  cabin: 'economy',
  currency: 'EUR',
  ...changed,
});

const oneWay = asking([slice('AMS', 'LHR', '2030-05-01')]);
const roundTrip = asking([slice('AMS', 'NYC', '2030-05-01'), slice('NYC', 'AMS', '2030-05-10')]);
const multiCity = asking([
  slice('LON', 'PAR', '2030-05-01'),
  slice('PAR', 'ROM', '2030-05-03'),
  slice('ROM', 'BER', '2030-05-06'),
]);

const suppliers = (seed = 'seed'): readonly Supplier[] =>
  simulatedSuppliers({ clock: instantClock(), seed, speed: 1 });

const batchesOf = async (supplier: Supplier, criteria: Criteria): Promise<readonly SupplierBatch[]> => {
  const batches: SupplierBatch[] = [];
  const { signal } = new AbortController();
  for await (const batch of supplier.search({ search_id: SEARCH_ID, criteria }, signal)) {
    batches.push(batch._unsafeUnwrap());
  }
  return batches;
};
const answers = (criteria: Criteria, seed?: string): Promise<readonly (readonly SupplierBatch[])[]> =>
  Promise.all(suppliers(seed).map((supplier) => batchesOf(supplier, criteria)));

const allOffers = (batches: readonly SupplierBatch[]): readonly Offer[] =>
  batches.flatMap(({ offers }) => offers);
const cheapest = (batches: readonly SupplierBatch[]): number =>
  Math.min(...allOffers(batches).map(({ price }) => minorUnits(price) ?? Number.NaN));
const idsOf = (batches: readonly SupplierBatch[]): readonly string[] =>
  batches.flatMap(({ itineraries }) => itineraries.map(({ itinerary_id }) => itinerary_id));

const priceFor = async (adults: number, ...children_ages: readonly number[]): Promise<number> => {
  const [kestrel = []] = await answers({ ...oneWay, passengers: { adults, children_ages } });
  return cheapest(kestrel);
};

describe('the simulated suppliers', () => {
  it('answer the same criteria in the same way for ever, and differently for another seed', async () => {
    expect(await answers(roundTrip)).toEqual(await answers(roundTrip));
    expect(await answers(roundTrip, 'other')).not.toEqual(await answers(roundTrip));
  });

  test.each([
    ['one way', oneWay],
    ['there and back', roundTrip],
    ['to several cities', multiCity],
  ])('answer %s in several batches that a result can hold', async (_way, criteria) => {
    for (const batches of await answers(criteria)) {
      expect(batches.length).toBeGreaterThan(1);
      expect(batches.every(({ offers }) => offers.length <= MAX_BATCH_OFFERS)).toBe(true);
      expect(allOffers(batches).length).toBeGreaterThanOrEqual(6);
      expect(allOffers(batches).length).toBeLessThanOrEqual(50);
      const shares = batches.map(({ share = Number.NaN }) => share);
      expect(shares).toEqual(shares.toSorted((one, other) => one - other));
      expect(shares.at(-1)).toBe(1);
    }
  });

  it('sell in part the same itineraries', async () => {
    const [kestrel = [], meridian = [], albatross = []] = await answers(roundTrip);
    const shared = (one: readonly SupplierBatch[], other: readonly SupplierBatch[]): number =>
      idsOf(one).filter((id) => idsOf(other).includes(id)).length;
    expect(shared(kestrel, meridian)).toBeGreaterThan(0);
    expect(shared(meridian, albatross)).toBeGreaterThan(0);
    expect(shared(albatross, kestrel)).toBeLessThan(idsOf(albatross).length);
  });

  it('name every itinerary, airport and carrier once, no later than they use it', async () => {
    for (const batches of await answers(multiCity)) {
      const itineraries = new Set<string>();
      const airports = new Set<string>();
      const carriers = new Set<string>();
      for (const batch of batches) {
        for (const itinerary of batch.itineraries) {
          expect(itineraries.has(itinerary.itinerary_id)).toBe(false);
          itineraries.add(itinerary.itinerary_id);
        }
        for (const code of Object.keys(batch.dictionaries.airports)) airports.add(code);
        for (const code of Object.keys(batch.dictionaries.carriers)) carriers.add(code);
        expect(batch.offers.every(({ itinerary_id }) => itineraries.has(itinerary_id))).toBe(true);
        for (const segment of batch.itineraries.flatMap(({ slices }) =>
          slices.flatMap(({ segments }) => segments),
        )) {
          expect(airports).toContain(segment.origin);
          expect(airports).toContain(segment.destination);
          expect(carriers).toContain(segment.marketing_carrier);
        }
      }
    }
  });

  it('have nothing for a place that they do not know, nor within one city', async () => {
    expect(await answers(asking([slice('AMS', 'XXX', '2030-05-01')]))).toEqual([[], [], []]);
    expect(await answers(asking([slice('LON', 'LHR', '2030-05-01')]))).toEqual([[], [], []]);
  });

  it('charge a child less than an adult, and an infant little', async () => {
    const prices = await Promise.all([priceFor(1), priceFor(1, 1), priceFor(1, 5), priceFor(2)]);
    expect(prices).toEqual(prices.toSorted((one, other) => one - other));
    expect(new Set(prices).size).toBe(4);
  });

  it('sell the cabin, the number of stops and the currency that were asked for', async () => {
    const asked = asking([slice('LHR', 'SIN', '2030-05-01')], {
      cabin: 'business',
      max_stops: 0,
      currency: 'USD',
    });
    for (const batches of await answers(asked)) {
      expect(allOffers(batches).length).toBeGreaterThan(0);
      expect(new Set(allOffers(batches).flatMap(({ cabins }) => cabins))).toEqual(new Set(['business']));
      expect(new Set(allOffers(batches).map(({ price }) => price.currency))).toEqual(new Set(['USD']));
      const slices = batches.flatMap(({ itineraries }) =>
        itineraries.flatMap((itinerary) => itinerary.slices),
      );
      expect(slices.every(({ stops }) => stops === 0)).toBe(true);
    }
    expect(cheapest((await answers(asked))[0] ?? [])).toBeGreaterThan(
      cheapest((await answers(oneWay))[0] ?? []),
    );
  });

  it('fail over a currency that they have no rate for', async () => {
    const [supplier] = suppliers();
    const { signal } = new AbortController();
    const request = { search_id: SEARCH_ID, criteria: { ...oneWay, currency: 'JPY' } };
    for await (const batch of supplier?.search(request, signal) ?? []) {
      expect(batch._unsafeUnwrapErr()).toEqual({ code: 'unsupported_currency', retryable: false });
    }
    expect.assertions(1);
  });

  it('change prices and withdraw offers while a search goes on', async () => {
    const found = (await Promise.all(Array.from('abcdefghijkl', (seed) => answers(roundTrip, seed)))).flat(2);
    expect(allOffers(found).some(({ revision }) => revision === 2)).toBe(true);
    expect(found.some(({ removed }) => removed.length > 0)).toBe(true);
  });
});
