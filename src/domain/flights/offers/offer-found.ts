import type { Cabin } from '../criteria/criteria.ts';
import type { OfferFault } from './offer-fault.ts';
import type { OfferTerms, Segment } from './offer.ts';

/** A segment as a supplier knows it. What follows from the times and places is worked out here, the same for all suppliers. */
export interface SegmentFound extends Omit<
  Segment,
  'departing_at_utc' | 'arriving_at_utc' | 'origin_tz' | 'destination_tz' | 'duration_minutes' | 'distance_km'
> {
  /** From take-off to arrival. Needed only to tell apart the two hours that a clock shows twice in autumn. */
  readonly duration_minutes?: number;
  /** Left out, the one that was asked for. */
  readonly cabin?: Cabin;
}

export interface SliceFound {
  readonly segments: readonly SegmentFound[];
}

/** What a supplier says that it sells. */
export interface OfferFound extends OfferTerms {
  /** Left out, 1. Of two offers with one id the higher revision stands. */
  readonly revision?: number;
  /** One for each slice that was asked for, in their order. */
  readonly slices: readonly SliceFound[];
  readonly from_cache?: boolean;
}

/** A part of a supplier's answer. */
export interface FoundBatch {
  readonly offers: readonly OfferFound[];
  /** Offer ids of earlier batches that are no longer to be had; they never come back. */
  readonly removed?: readonly string[];
  /** Names of carriers by code, where the supplier knows them better. */
  readonly carriers?: Readonly<Record<string, string>>;
  /** How much of the answer has been given with this batch, 0 to 1, if the supplier can tell. */
  readonly share?: number;
  /** What was in the answer and could not be read. */
  readonly dropped?: OfferFaults;
}

/** How many offers had which fault. */
export type OfferFaults = Readonly<Partial<Record<OfferFault, number>>>;
