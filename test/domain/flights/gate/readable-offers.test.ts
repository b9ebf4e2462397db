import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { itinerary as itineraryShape, offer as offerShape } from '../../../../src/adapters/wire/offer.ts';
import { parseSupplierBatch } from '../../../../src/adapters/wire/supplier-batch.ts';
import { admit, onDay } from '../../../support/admit.ts';

const DATES = ['2030-02-30', '2030-04-30', '2030-05-01', '2030-05-02', '2030-05-07', '2030-05-15'] as const;
const minute = (...times: readonly string[]) =>
  fc
    .tuple(
      fc.oneof({ weight: 9, arbitrary: fc.constant('2030-05-01') }, fc.constantFrom(...DATES)),
      fc.constantFrom(...times),
    )
    .map(([date, time]) => `${date}T${time}`);
const flight = (
  origin: string,
  destination: string,
  departures: readonly string[],
  arrivals: readonly string[],
) =>
  fc.record({
    origin: fc.constant(origin),
    destination: fc.constant(destination),
    departing_at: minute(...departures),
    arriving_at: minute(...arrivals),
    marketing_carrier: fc.constantFrom('ZZ', 'Q1'),
    flight_number: fc.constantFrom('0', '0000', '0A', '1', '007', '12A'),
  });
const toLondon = flight('AMS', 'LHR', ['00:00', '08:00'], ['08:20', '23:59']);
const onwards = flight('LHR', 'JFK', ['10:00', '02:30'], ['13:00', '23:59']);
const overTheDateLine = flight('AKL', 'HNL', ['00:05', '09:00'], ['10:40', '19:00']);

/** Mostly what was asked for, and now and then at times that cannot be. */
const arbitraryOffers = fc.array(
  fc
    .oneof(
      fc.tuple(toLondon),
      fc.tuple(toLondon, onwards),
      fc.tuple(overTheDateLine),
      fc.tuple(toLondon, onwards, overTheDateLine),
    )
    .map((segments) => ({
      offer_id: 'o',
      price: { amount: '120.50', currency: 'EUR' },
      slices: [{ segments }],
    })),
  { maxLength: 4 },
);

const ROUTES = [
  ['AMS', 'LHR'],
  ['AMS', 'JFK'],
  ['AKL', 'HNL'],
] as const;

test('whatever a stranger says, what is let in of it can be read by whoever folds', () => {
  let count = 0;
  fc.assert(
    fc.property(arbitraryOffers, (offers) => {
      const batch = parseSupplierBatch({ offers }) ?? { offers: [] };
      for (const [origin, destination] of ROUTES) {
        const admitted = admit(batch, onDay(origin, destination, '2030-05-01'));
        for (const flown of admitted.itineraries) expect(itineraryShape.parse(flown)).toEqual(flown);
        for (const offer of admitted.offers) expect(offerShape.parse(offer)).toEqual(offer);
        count += admitted.offers.length;
      }
    }),
    { numRuns: 500 },
  );
  expect(count).toBeGreaterThan(20);
});
