import type { Cabin } from '../criteria/criteria.ts';
import type { Money } from './money.ts';

/** What one travels in: trains and buses are sold under flight numbers too. */
export const MODES = ['flight', 'train', 'bus', 'other'] as const;
export type Mode = (typeof MODES)[number];

/** A landing on the way, under the same flight number. */
export interface TechnicalStop {
  readonly airport: string;
  /** Local wall time there, `YYYY-MM-DDTHH:MM`. */
  readonly arriving_at?: string;
  readonly departing_at?: string;
}

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
  readonly operating_flight_number?: string;
  readonly aircraft?: string;
  readonly origin_terminal?: string;
  readonly destination_terminal?: string;
  readonly technical_stops?: readonly TechnicalStop[];
  /** Left out, a flight. */
  readonly mode?: Mode;
  /** Along the great circle. */
  readonly distance_km?: number;
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
  /** A night is spent in the air or at an airport: it arrives, or waits for a next segment, on a later day. */
  readonly overnight: boolean;
  readonly layovers: readonly Layover[];
  readonly segments: readonly Segment[];
}

/** What is flown, whoever sells it. */
export interface Itinerary {
  readonly itinerary_id: string;
  readonly slices: readonly ItinerarySlice[];
}

/** How many pieces, or how many kilograms of them. */
export type BaggageAllowance = { readonly quantity: number } | { readonly weight_kg: number };

export interface Condition {
  readonly allowed: boolean;
  readonly penalty?: Money;
}

export const SELLER_TYPES = ['airline', 'agency', 'aggregator'] as const;

export interface Seller {
  readonly name: string;
  readonly type?: (typeof SELLER_TYPES)[number];
}

/** Who answers for a missed connection: one booking; several, which nobody answers for; several, which the seller does. */
export const TRANSFER_TYPES = ['managed', 'self_transfer', 'protected_self_transfer'] as const;
export type TransferType = (typeof TRANSFER_TYPES)[number];

export interface Emissions {
  /** For the whole party, a decimal string of kilograms of CO2e. */
  readonly kg_total: string;
  /** Whose figure it is. */
  readonly source: string;
}

/** What a supplier says of an offer beside what is flown. Absent means not established, never "no". */
export interface OfferTerms {
  /** The supplier's own; unique only beside its `supplier_id`. */
  readonly offer_id: string;
  /** For the whole party, mandatory fees included. */
  readonly price: Money;
  /** Where the price was converted: what the seller asks, in its own currency. */
  readonly original_price?: Money;
  /** Of the price, without and only taxes and fees. */
  readonly base?: Money;
  readonly taxes?: Money;
  readonly seller?: Seller;
  readonly fare_brand?: string;
  /** Per passenger, the least of all segments. */
  readonly baggage?: { readonly carry_on?: BaggageAllowance; readonly checked?: BaggageAllowance };
  readonly conditions?: { readonly refundable?: Condition; readonly changeable?: Condition };
  readonly seats_left?: number;
  readonly transfer_type?: TransferType;
  readonly emissions?: Emissions;
  /** ISO 8601, UTC. */
  readonly expires_at?: string;
  /** https. */
  readonly deep_link?: string;
}

/** One supplier's price and conditions for one itinerary. */
export interface Offer extends OfferTerms {
  readonly itinerary_id: string;
  /** 1 for the first; of two offers with one id the higher revision stands. */
  readonly revision: number;
  /** One per slice: that of its longest segment. */
  readonly cabins: readonly Cabin[];
  /** Some shorter segment is flown in another one. */
  readonly mixed_cabin?: boolean;
  /** From an answer to an earlier search for the same. */
  readonly from_cache?: boolean;
}
