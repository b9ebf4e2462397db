import type { Cabin } from './criteria.ts';
import type { Money } from './money.ts';

/** One flight number, one take-off unless it has technical stops. Absent means not established, never "no". */
export interface Segment {
  readonly origin: string;
  readonly destination: string;
  /** Local wall time at the airport, `YYYY-MM-DDTHH:MM`. */
  readonly departing_at: string;
  readonly arriving_at: string;
  /** The same instants, `YYYY-MM-DDTHH:MMZ`. */
  readonly departing_at_utc: string;
  readonly arriving_at_utc: string;
  /** IANA. */
  readonly origin_tz: string;
  readonly destination_tz: string;
  readonly duration_minutes: number;
  readonly marketing_carrier: string;
  /** Without leading zeros. */
  readonly flight_number: string;
  readonly operating_carrier?: string;
  readonly aircraft?: string;
}

export interface Layover {
  readonly airport: string;
  readonly minutes: number;
  readonly overnight: boolean;
  /** Set where the next segment leaves from another airport. */
  readonly departure_airport?: string;
}

export interface ItinerarySlice {
  readonly origin: string;
  readonly destination: string;
  readonly departing_at: string;
  readonly arriving_at: string;
  /** Elapsed, so across time zones too. */
  readonly duration_minutes: number;
  readonly stops: number;
  /** Calendar days from departure to arrival, each in its local date. */
  readonly day_offset: number;
  readonly layovers: readonly Layover[];
  readonly segments: readonly Segment[];
}

/** What is flown, whoever sells it. */
export interface Itinerary {
  readonly itinerary_id: string;
  readonly slices: readonly ItinerarySlice[];
}

export interface BaggageAllowance {
  readonly quantity: number;
}

export interface Condition {
  readonly allowed: boolean;
  readonly penalty?: Money;
}

/** One supplier's price and conditions for one itinerary. */
export interface Offer {
  /** The supplier's own; unique only beside its `supplier_id`. */
  readonly offer_id: string;
  readonly itinerary_id: string;
  /** 1 for the first; of two offers with one id the higher revision stands. */
  readonly revision: number;
  /** For the whole party, mandatory fees included. */
  readonly price: Money;
  /** One per slice. */
  readonly cabins: readonly Cabin[];
  readonly fare_brand?: string;
  /** Per passenger, the least of all segments. */
  readonly baggage?: { readonly carry_on?: BaggageAllowance; readonly checked?: BaggageAllowance };
  readonly conditions?: { readonly refundable?: Condition; readonly changeable?: Condition };
  readonly seats_left?: number;
  /** ISO 8601, UTC. */
  readonly expires_at?: string;
  /** https. */
  readonly deep_link?: string;
  readonly from_cache?: boolean;
}
