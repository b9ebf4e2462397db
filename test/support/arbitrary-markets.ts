import fc from 'fast-check';
import type { Filters } from '../../src/domain/flights/pages/filters.ts';
import type { Itinerary } from '../../src/domain/flights/offers/offer.ts';
import {
  initialView,
  offerKey,
  type SearchView,
  type SupplierOffer,
} from '../../src/domain/flights/view/search-view.ts';
import { MARKET_REQUESTED, sliceFrom } from './market-fixtures.ts';

/** When rows are asked for: some offers have expired by then, one to the second. */
export const AS_OF_MS = Date.parse('2030-04-01T10:05:00.000Z');

const SUPPLIERS = ['alder', 'birch', 'cedar'] as const;
const VIA = ['LHR', 'CDG', 'KEF'] as const;
const CARRIERS = ['N1', 'Q4', 'V7'] as const;

/** Few values of each kind, so that rows meet in all that they are compared by. */
const arbitraryLeg = fc.record({
  to: fc.constantFrom(...VIA),
  carrier: fc.constantFrom(...CARRIERS),
  number: fc.constantFrom(1, 2),
  minutes: fc.constantFrom(60, 120, 500),
  waitMinutes: fc.constantFrom(30, 60, 400, 700),
});

const arbitrarySlice = (from: string, to: string, date: string) =>
  fc
    .record({
      via: fc.array(arbitraryLeg, { maxLength: 2 }),
      last: arbitraryLeg,
      hour: fc.constantFrom('00:00', '05:59', '06:00', '12:00', '23:45'),
      changesAirport: fc.boolean(),
    })
    .map(({ via, last, hour, changesAirport }) => {
      const leavesFrom = changesAirport && via.length > 0 ? { from: 'LGW' } : {};
      return sliceFrom(from, `${date}T${hour}`, [...via, { ...last, ...leavesFrom, to }]);
    });

const arbitraryTerms = fc.record(
  {
    transfer_type: fc.constantFrom('managed' as const, 'self_transfer', 'protected_self_transfer'),
    fare_brand: fc.constantFrom('Light', 'Flex'),
    expires_at: fc.constantFrom(
      '2030-04-01T10:04:59.999Z',
      '2030-04-01T10:05:00.000Z',
      '2030-04-01T10:05:00.001Z',
      '2030-04-01T11:00:00Z',
    ),
    baggage: fc.oneof(
      fc.nat(3).map((quantity) => ({ checked: { quantity } })),
      fc.constantFrom(0, 23).map((weight_kg) => ({ checked: { weight_kg }, carry_on: { quantity: 1 } })),
      fc.constant({}),
    ),
    conditions: fc.oneof(
      fc.boolean().map((allowed) => ({ refundable: { allowed } })),
      fc.constant({}),
    ),
  },
  { requiredKeys: [] },
);

const arbitraryOffer = fc.record({
  supplier_id: fc.constantFrom(...SUPPLIERS),
  amount: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('99.99', '100.00', '100', '100.1', '101.00', '250.00') },
    fc.integer({ min: 1, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
  ),
  currency: fc.oneof({ weight: 12, arbitrary: fc.constant('EUR') }, fc.constant('USD')),
  terms: arbitraryTerms,
});

type SoldItinerary = readonly [Itinerary['slices'], readonly Omit<SupplierOffer, 'itinerary_id'>[]];

const arbitrarySold = (slices: number): fc.Arbitrary<SoldItinerary> =>
  fc
    .record({
      out: arbitrarySlice('AMS', 'JFK', '2030-05-01'),
      back: arbitrarySlice('JFK', 'AMS', '2030-05-10'),
      offers: fc.array(arbitraryOffer, { maxLength: 5 }),
    })
    .map(({ out, back, offers }) => [
      [out, back].slice(0, slices),
      offers.map(({ supplier_id, amount, currency, terms }, at) => ({
        ...terms,
        supplier_id,
        offer_id: `o${at}`,
        revision: 1,
        price: { amount, currency },
        cabins: Array.from({ length: slices }, () => 'economy' as const),
      })),
    ]);

/** The view of a search in which these were found, in this order. */
const viewOf = (sold: readonly SoldItinerary[], slices: number): SearchView => {
  const itineraries = sold.map(([flown], at) => ({ itinerary_id: `i${at}`, slices: flown }));
  const offers = sold.flatMap(([, found], at) =>
    found.map((offer) => ({ ...offer, itinerary_id: `i${at}`, offer_id: `i${at}-${offer.offer_id}` })),
  );
  const { criteria } = MARKET_REQUESTED;
  return {
    ...initialView(),
    phase: 'processing',
    requested: {
      ...MARKET_REQUESTED,
      criteria: { ...criteria, slices: criteria.slices.slice(0, slices) },
    },
    suppliers: new Map(
      SUPPLIERS.map((id) => [id, { supplier_id: id, name: id, status: 'answering', offers: 0 }]),
    ),
    itineraries: new Map(itineraries.map((itinerary) => [itinerary.itinerary_id, itinerary])),
    offers: new Map(offers.map((offer) => [offerKey(offer), offer])),
  };
};

/** A search, and the same one when more itineraries were found. */
export const arbitraryGrowth: fc.Arbitrary<readonly [SearchView, SearchView]> = fc
  .constantFrom(1, 2)
  .chain((slices) =>
    fc
      .tuple(
        fc.array(arbitrarySold(slices), { maxLength: 8 }),
        fc.array(arbitrarySold(slices), { maxLength: 8 }),
      )
      .map(([early, late]) => [viewOf(early, slices), viewOf([...early, ...late], slices)] as const),
  );

export const arbitraryMarket: fc.Arbitrary<SearchView> = arbitraryGrowth.map(([, grown]) => grown);

const arbitraryTime = fc.constantFrom('00:00', '05:59', '06:00', '12:00', '18:00', '23:59');
const arbitraryWindow = fc.record({ from: arbitraryTime, to: arbitraryTime });
const arbitraryWindows = fc.array(fc.option(arbitraryWindow, { nil: undefined }), { maxLength: 3 });

const allFilters = fc.record({
  max_stops: fc.nat(2),
  max_duration: fc.constantFrom(60, 500, 1_000, 2_000),
  max_layover: fc.constantFrom(0, 60, 400, 700),
  carriers: fc.subarray([...CARRIERS, 'ZZ'], { minLength: 1 }),
  airports: fc.subarray([...VIA, 'LGW', 'XXX'], { minLength: 1 }),
  departures: arbitraryWindows,
  arrivals: arbitraryWindows,
  max_price: fc.constantFrom(9_998, 10_000, 10_010, 30_000),
  suppliers: fc.subarray([...SUPPLIERS, 'nobody'], { minLength: 1 }),
  min_bags: fc.nat(3),
  refundable: fc.constant(true as const),
});

/** Few at a time, or nothing would be left to be counted. */
const MAX_FILTERS = 3;

const FILTER_NAMES = [
  'max_stops',
  'max_duration',
  'max_layover',
  'carriers',
  'airports',
  'departures',
  'arrivals',
  'max_price',
  'suppliers',
  'min_bags',
  'refundable',
] as const satisfies readonly (keyof Filters)[];

export const arbitraryFilters: fc.Arbitrary<Filters> = fc
  .tuple(allFilters, fc.subarray([...FILTER_NAMES], { maxLength: MAX_FILTERS }))
  .map(([filters, names]) =>
    Object.fromEntries(Object.entries(filters).filter(([name]) => names.some((known) => known === name))),
  );
