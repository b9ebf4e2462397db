import type {
  Completed,
  Processing,
  Requested,
  ResultFound,
  SupplierStatus,
} from '../../src/domain/flights/view/messages.ts';
import type { Itinerary, Offer } from '../../src/domain/flights/offers/offer.ts';
import { isSearchId, type SearchId } from '../../src/domain/search/search-id.ts';

const parseSearchId = (text: string): SearchId => {
  if (!isSearchId(text)) throw new Error(`not a search id: ${text}`);
  return text;
};

export const SEARCH_ID = parseSearchId('01900000-0000-7000-8000-000000000001');

export const REQUESTED: Requested = {
  contract: 1,
  search_id: SEARCH_ID,
  criteria: {
    slices: [{ origin: 'AMS', destination: 'LHR', departure_date: '2030-05-01' }],
    passengers: { adults: 1, children_ages: [] },
    cabin: 'economy',
    currency: 'EUR',
  },
  requested_at: '2030-04-01T10:00:00.000Z',
  deadline_at: '2030-04-01T10:00:30.000Z',
};

export const processingOf = (...supplierIds: readonly string[]): Processing => ({
  search_id: SEARCH_ID,
  provider_id: 'provider-1',
  suppliers: supplierIds.map((id) => ({ supplier_id: id, name: `Supplier ${id}` })),
  started_at: '2030-04-01T10:00:00.100Z',
});

/** A morning flight from Amsterdam to London; another number is another itinerary. */
export const itineraryOf = (number: number, date = '2030-05-01'): Itinerary => ({
  itinerary_id: `i${number}`,
  slices: [
    {
      origin: 'AMS',
      destination: 'LHR',
      departing_at: `${date}T08:00`,
      arriving_at: `${date}T08:20`,
      duration_minutes: 80,
      stops: 0,
      day_offset: 0,
      overnight: false,
      layovers: [],
      segments: [
        {
          origin: 'AMS',
          destination: 'LHR',
          departing_at: `${date}T08:00`,
          arriving_at: `${date}T08:20`,
          departing_at_utc: `${date}T06:00Z`,
          arriving_at_utc: `${date}T07:20Z`,
          origin_tz: 'Europe/Amsterdam',
          destination_tz: 'Europe/London',
          duration_minutes: 80,
          marketing_carrier: 'ZZ',
          flight_number: String(number),
        },
      ],
    },
  ],
});

export const offerOf = (number: number, changed: Partial<Offer> = {}): Offer => ({
  offer_id: `o${number}`,
  itinerary_id: `i${number}`,
  revision: 1,
  price: { amount: '120.50', currency: 'EUR' },
  cabins: ['economy'],
  ...changed,
});

/** What a supplier found: one offer, itinerary and name for each number. */
export const resultOf = (
  supplierId: string,
  supplierStatus: SupplierStatus,
  numbers: readonly number[] = [],
  changed: Partial<ResultFound> = {},
): ResultFound => ({
  search_id: SEARCH_ID,
  supplier_id: supplierId,
  supplier_status: supplierStatus,
  offers: numbers.map((number) => offerOf(number)),
  itineraries: numbers.map((number) => itineraryOf(number)),
  dictionaries: {
    airports: { AMS: { name: 'Schiphol', city: 'Amsterdam', country: 'NL' } },
    carriers: { ZZ: { name: 'Zephyr' } },
  },
  removed: [],
  progress: { percent: 10, answered: 0, total: 1, offers: numbers.length },
  ...changed,
});

export const COMPLETED: Completed = {
  search_id: SEARCH_ID,
  outcome: 'complete',
  suppliers: [
    { supplier_id: 'kestrel', status: 'succeeded', offers: 2, first_result_ms: 400, duration_ms: 900 },
  ],
  totals: { offers: 2, itineraries: 2, results: 1 },
  duration_ms: 1_000,
};
