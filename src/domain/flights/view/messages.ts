import type { SearchId } from '../../search/search-id.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { OfferFaults } from '../offers/offer-found.ts';
import type { Itinerary, Offer } from '../offers/offer.ts';

/** The payloads of the four messages about a flight search, as they lie in the stream and go over the wire. */
export interface Requested {
  readonly contract: 1;
  readonly search_id: SearchId;
  readonly criteria: Criteria;
  /** ISO 8601, UTC. */
  readonly requested_at: string;
  readonly deadline_at: string;
  /** The name of the API key under which it was requested; absent where none are needed. A label, which viewers see. */
  readonly caller?: string;
}

export interface Processing {
  readonly search_id: SearchId;
  readonly provider_id: string;
  readonly suppliers: readonly SupplierName[];
  readonly started_at: string;
}

export interface SupplierName {
  readonly supplier_id: string;
  readonly name: string;
}

/** How a supplier can end. */
export const SUPPLIER_ENDS = ['succeeded', 'empty', 'failed', 'timed_out', 'skipped'] as const;
export type SupplierEnd = (typeof SUPPLIER_ENDS)[number];
/** `answering`: more is to come. */
export type SupplierStatus = 'answering' | SupplierEnd;

export interface SupplierFault {
  readonly code: string;
  readonly retryable: boolean;
}

/** Harmless when repeated: an upsert by supplier and offer id, where the higher revision stands. */
export interface ResultFound {
  readonly search_id: SearchId;
  readonly supplier_id: string;
  readonly supplier_status: SupplierStatus;
  readonly error?: SupplierFault;
  readonly offers: readonly Offer[];
  /** Those that no earlier result of this search brought. */
  readonly itineraries: readonly Itinerary[];
  /** Likewise. */
  readonly dictionaries: Dictionaries;
  /** Offer ids of this supplier that are no longer to be had. */
  readonly removed: readonly string[];
  /** Offers of this supplier that were not let in, counted since its first result. */
  readonly dropped?: OfferFaults;
  /** Never sent: ids of offers that whoever read it could not read. */
  readonly unreadable?: readonly string[];
  readonly progress: Progress;
}

/** Of airports, and of carriers, in one result: fifty round trips over two stops name fewer. */
export const MAX_RESULT_NAMES = 500;

export interface Dictionaries {
  readonly airports: Readonly<Record<string, AirportName>>;
  readonly carriers: Readonly<Record<string, CarrierName>>;
}

export interface AirportName {
  readonly name: string;
  readonly city: string;
  readonly country: string;
}

export interface CarrierName {
  readonly name: string;
}

/** A search is complete only with `completed`, whatever is said before. */
export const MOST_PERCENT = 99;

export interface Progress {
  /** Never falls; under 100 until the search completes. */
  readonly percent: number;
  /** Suppliers that ended. */
  readonly answered: number;
  readonly total: number;
  readonly offers: number;
}

/**
 * `complete`: every supplier succeeded or was empty. `partial`: all ended, some otherwise. `failed`: none succeeded or was
 * empty. `timed_out`: closed by the deadline. `cancelled`: by a client.
 */
export const OUTCOMES = ['complete', 'partial', 'failed', 'timed_out', 'cancelled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface SupplierSummary {
  readonly supplier_id: string;
  readonly status: SupplierEnd;
  readonly offers: number;
  readonly first_result_ms?: number;
  readonly duration_ms?: number;
  readonly error?: SupplierFault;
  readonly dropped?: OfferFaults;
}

export interface Completed {
  readonly search_id: SearchId;
  readonly outcome: Outcome;
  readonly suppliers: readonly SupplierSummary[];
  readonly totals: Totals;
  readonly duration_ms: number;
}

export interface Totals {
  readonly offers: number;
  readonly itineraries: number;
  readonly results: number;
}

export type FlightMessage =
  | { readonly status: 'requested'; readonly payload: Requested }
  | { readonly status: 'processing'; readonly payload: Processing }
  | { readonly status: 'result'; readonly payload: ResultFound }
  /** Undefined: whoever ended the search wrote something else, and yet it has ended, as failed. */
  | { readonly status: 'completed'; readonly payload: Completed | undefined };
