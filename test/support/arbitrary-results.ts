import fc from 'fast-check';
import {
  type FlightMessage,
  type ResultFound,
  SUPPLIER_ENDS,
} from '../../src/domain/flights/view/messages.ts';
import type { Itinerary } from '../../src/domain/flights/offers/offer.ts';
import { itineraryOf, offerOf, resultOf } from './flight-messages.ts';

/** Few ids, so that results meet: they revise, remove and repeat what others have said. */
const arbitraryOffer = fc
  .record({
    number: fc.nat(6),
    itinerary: fc.nat(6),
    revision: fc.integer({ min: 1, max: 3 }),
    cents: fc.nat(999),
  })
  .map(({ number, itinerary, revision, cents }) =>
    offerOf(number, {
      itinerary_id: `i${itinerary}`,
      revision,
      // Some cannot be what was asked for.
      price: { amount: `100.${String(cents % 100).padStart(2, '0')}`, currency: cents > 900 ? 'USD' : 'EUR' },
    }),
  );

/** Mostly what its number stands for; else other flights under the same id, or some on another day. */
const variantOf = (number: number, variant: number): Itinerary => {
  const itinerary = itineraryOf(number);
  if (variant === 9) return { ...itineraryOf(number + 7), itinerary_id: itinerary.itinerary_id };
  if (variant < 8) return itinerary;
  return {
    ...itinerary,
    slices: itinerary.slices.map((slice) => ({ ...slice, departing_at: '2030-05-02T08:00' })),
  };
};

const arbitraryResult: fc.Arbitrary<ResultFound> = fc
  .record({
    supplier: fc.constantFrom('kestrel', 'meridian', 'unannounced'),
    status: fc.oneof(
      { weight: 4, arbitrary: fc.constant('answering' as const) },
      fc.constantFrom(...SUPPLIER_ENDS),
    ),
    offers: fc.array(arbitraryOffer, { maxLength: 5 }),
    itineraries: fc.array(fc.nat(6), { maxLength: 5 }),
    variants: fc.array(fc.nat(9), { maxLength: 5 }),
    dropped: fc.nat(3),
    removed: fc.array(fc.nat(6), { maxLength: 1 }),
    airport: fc.constantFrom('AMS', 'LHR', 'JFK'),
    percent: fc.nat(100),
    failed: fc.boolean(),
  })
  .map(({ supplier, status, offers, itineraries, variants, dropped, removed, airport, percent, failed }) =>
    resultOf(supplier, status, [], {
      offers,
      itineraries: itineraries.map((number, at) => variantOf(number, variants[at] ?? 0)),
      removed: removed.map((number) => `o${number}`),
      dictionaries: {
        airports: { [airport]: { name: airport, city: airport, country: 'NL' } },
        carriers: {},
      },
      progress: { percent, answered: 0, total: 3, offers: 0 },
      ...(dropped > 0 && { dropped: { malformed: dropped } }),
      ...(failed && { error: { code: 'unreachable', retryable: true } }),
    }),
  );

export const arbitraryResults: fc.Arbitrary<readonly FlightMessage[]> = fc.array(
  arbitraryResult.map((payload) => ({ status: 'result' as const, payload })),
  { maxLength: 12 },
);
