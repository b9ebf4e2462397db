import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { splitBatch } from '../../src/application/split-batch.ts';
import type { AdmittedBatch } from '../../src/domain/flights/gate/admit-batch.ts';
import { MAX_RESULT_NAMES } from '../../src/domain/flights/view/messages.ts';
import { MAX_BATCH_OFFERS } from '../../src/domain/ports/supplier.ts';
import { itineraryOf, offerOf } from '../support/flight-messages.ts';

/** One offer, its itinerary and their names for each number. */
const batchOf = (numbers: readonly number[], changed: Partial<AdmittedBatch> = {}): AdmittedBatch => ({
  offers: numbers.map((number) => offerOf(number)),
  itineraries: numbers.map((number) => itineraryOf(number)),
  dictionaries: {
    airports: { AMS: { name: 'Schiphol', city: 'Amsterdam', country: 'NL' } },
    carriers: { ZZ: { name: 'Zephyr' } },
  },
  removed: [],
  dropped: {},
  ...changed,
});

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
const anySize = (): boolean => true;
const atMost =
  (bytes: number) =>
  (part: AdmittedBatch): boolean =>
    JSON.stringify(part).length <= bytes;

/** Everything that the parts say together. */
const together = (parts: readonly AdmittedBatch[]) => ({
  offers: parts.flatMap(({ offers }) => offers),
  itineraries: new Set(
    parts.flatMap(({ itineraries }) => itineraries.map(({ itinerary_id }) => itinerary_id)),
  ),
  airports: new Map(parts.flatMap(({ dictionaries }) => Object.entries(dictionaries.airports))),
  carriers: new Map(parts.flatMap(({ dictionaries }) => Object.entries(dictionaries.carriers))),
  removed: parts.flatMap(({ removed }) => removed),
});

const airports = (count: number) =>
  Object.fromEntries(
    upTo(count).map((number) => [`A${number}`, { name: 'Field', city: 'Town', country: 'NL' }]),
  );

describe('a batch', () => {
  it('that is small enough stays as it is', () => {
    const batch = batchOf(upTo(MAX_BATCH_OFFERS), { share: 0.5 });
    expect(splitBatch(batch, anySize)).toEqual([batch]);
  });

  it('of too many offers becomes parts, each with the itineraries that its offers name', () => {
    const parts = splitBatch(batchOf(upTo(120)), anySize);
    expect(together(parts).offers).toEqual(batchOf(upTo(120)).offers);
    for (const { offers, itineraries } of parts) {
      expect(offers.length).toBeLessThanOrEqual(MAX_BATCH_OFFERS);
      expect(itineraries.map(({ itinerary_id }) => itinerary_id)).toEqual(
        offers.map(({ itinerary_id }) => itinerary_id),
      );
    }
  });

  it('of offers that share an itinerary brings it in every part that needs it', () => {
    const offers = upTo(60).map((number) => offerOf(number, { itinerary_id: 'i1' }));
    const parts = splitBatch({ ...batchOf([1]), offers }, anySize);
    expect(parts).toHaveLength(2);
    expect(parts.every(({ itineraries }) => itineraries.length === 1)).toBe(true);
  });

  it('of more names than a reader takes becomes parts, too', () => {
    const dictionaries = { airports: airports(MAX_RESULT_NAMES + 1), carriers: {} };
    const batch = batchOf([1], { dictionaries });
    const parts = splitBatch(batch, anySize);
    expect(parts).toHaveLength(2);
    expect(together(parts)).toEqual(together([batch]));
  });

  it('of too many itineraries or removed offers becomes parts, too', () => {
    const batch = batchOf(upTo(70), { offers: [], removed: upTo(70).map((number) => `o${number}`) });
    const parts = splitBatch(batch, anySize);
    expect(together(parts)).toEqual(together([batch]));
    for (const { itineraries, removed } of parts) {
      expect(itineraries.length).toBeLessThanOrEqual(MAX_BATCH_OFFERS);
      expect(removed.length).toBeLessThanOrEqual(MAX_BATCH_OFFERS);
    }
  });

  it('keeps its share in every part', () => {
    const parts = splitBatch(batchOf(upTo(60), { share: 0.25 }), anySize);
    expect(parts.map(({ share }) => share)).toEqual([0.25, 0.25]);
  });

  it('whose names take too much room brings them apart from its offers', () => {
    const batch = batchOf([1, 2], { dictionaries: { airports: airports(100), carriers: {} } });
    const parts = splitBatch(batch, atMost(2_000));
    expect(together(parts)).toEqual(together([batch]));
  });

  it('leaves out an offer that fits in no message, and only that', () => {
    const large = offerOf(2, { fare_brand: 'x'.repeat(5_000) });
    const batch = { ...batchOf([1, 2, 3]), offers: [offerOf(1), large, offerOf(3)] };
    const parts = splitBatch(batch, atMost(2_000));
    expect(together(parts).offers).toEqual([offerOf(1), offerOf(3)]);
  });
});

test('however a batch is cut, every part fits, and nothing is lost', () => {
  const counts = fc.record({
    offers: fc.nat(130),
    itineraries: fc.nat(130),
    removed: fc.nat(130),
    names: fc.nat(130),
  });
  fc.assert(
    fc.property(counts, fc.integer({ min: 1_500, max: 70_000 }), (count, bytes) => {
      const batch: AdmittedBatch = {
        offers: upTo(count.offers).map((number) => offerOf(number)),
        itineraries: batchOf(upTo(count.itineraries)).itineraries,
        dictionaries: { airports: airports(count.names), carriers: { ZZ: { name: 'Zephyr' } } },
        removed: upTo(count.removed).map((number) => `r${number}`),
        dropped: {},
      };
      const parts = splitBatch(batch, atMost(bytes));
      expect(together(parts)).toEqual(together([batch]));
      expect(parts.every(atMost(bytes))).toBe(true);
    }),
    { numRuns: 50 },
  );
});
