import type { Criteria, CriteriaSlice, TimeWindow } from '../../../domain/flights/criteria/criteria.ts';
import type { SupplierRequest } from '../../../domain/ports/supplier.ts';
import type { DuffelRequest } from './duffel-client.ts';

const PATH = '/air/batch_offer_requests';

/** Outside of these Duffel takes its own default, without a word. */
const LEAST_PATIENCE_MS = 2_000;
const MOST_PATIENCE_MS = 60_000;
/** What is left for the way of the last offers to here. */
const RETURN_MS = 1_500;
const MOST_CONNECTIONS = 2;

/** What criteria say in Duffel's words. Currency, market, language and carriers cannot be said: whoever asks drops what does not fit. */
export const batchOfferRequest = ({ criteria, timeout_ms }: SupplierRequest): DuffelRequest => {
  const patienceMs = Math.min(Math.max(timeout_ms - RETURN_MS, LEAST_PATIENCE_MS), MOST_PATIENCE_MS);
  return {
    method: 'POST',
    path: `${PATH}?supplier_timeout=${Math.floor(patienceMs)}`,
    body: JSON.stringify({ data: dataOf(criteria) }),
  };
};

/** Waits at Duffel until more offers are there, and gives those that no earlier answer gave. */
export const nextBatches = (id: string): DuffelRequest => ({ method: 'GET', path: `${PATH}/${id}` });

const dataOf = ({ slices, passengers, cabin, max_stops }: Criteria) => ({
  slices: slices.map(sliceOf),
  passengers: [
    ...Array.from({ length: passengers.adults }, () => ({ type: 'adult' })),
    ...passengers.children_ages.map((age) => ({ age })),
  ],
  cabin_class: cabin,
  ...(max_stops !== undefined && max_stops <= MOST_CONNECTIONS && { max_connections: max_stops }),
});

const sliceOf = ({
  origin,
  destination,
  departure_date,
  departure_window,
  arrival_window,
}: CriteriaSlice) => ({
  origin,
  destination,
  departure_date,
  ...(isWithinADay(departure_window) && { departure_time: departure_window }),
  ...(isWithinADay(arrival_window) && { arrival_time: arrival_window }),
});

/** One that goes past midnight cannot be said. */
const isWithinADay = (window: TimeWindow | undefined): window is TimeWindow =>
  window !== undefined && window.from <= window.to;
