import fc from 'fast-check';
import { type FlightMessage, type ResultFound, SUPPLIER_ENDS } from '../../src/domain/flights/messages.ts';
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
      price: { amount: `100.${String(cents).padStart(3, '0')}`, currency: 'KWD' },
    }),
  );

const arbitraryResult: fc.Arbitrary<ResultFound> = fc
  .record({
    supplier: fc.constantFrom('kestrel', 'meridian', 'unannounced'),
    status: fc.oneof(
      { weight: 4, arbitrary: fc.constant('answering' as const) },
      fc.constantFrom(...SUPPLIER_ENDS),
    ),
    offers: fc.array(arbitraryOffer, { maxLength: 5 }),
    itineraries: fc.array(fc.nat(6), { maxLength: 5 }),
    removed: fc.array(fc.nat(6), { maxLength: 1 }),
    airport: fc.constantFrom('AMS', 'LHR', 'JFK'),
    percent: fc.nat(100),
    failed: fc.boolean(),
  })
  .map(({ supplier, status, offers, itineraries, removed, airport, percent, failed }) =>
    resultOf(supplier, status, [], {
      offers,
      itineraries: itineraries.map(itineraryOf),
      removed: removed.map((number) => `o${number}`),
      dictionaries: {
        airports: { [airport]: { name: airport, city: airport, country: 'NL' } },
        carriers: {},
      },
      progress: { percent, answered: 0, total: 3, offers: 0 },
      ...(failed && { error: { code: 'unreachable', retryable: true } }),
    }),
  );

export const arbitraryResults: fc.Arbitrary<readonly FlightMessage[]> = fc.array(
  arbitraryResult.map((payload) => ({ status: 'result' as const, payload })),
  { maxLength: 12 },
);
