import { err, ok, type Result } from 'neverthrow';
import type { Carriers } from '../../ports/carriers.ts';
import { buildItinerary } from './build-itinerary.ts';
import type { World } from './build-segment.ts';
import type { Cabin, Criteria } from '../criteria/criteria.ts';
import { addFaults } from '../offers/count-faults.ts';
import { hasExpired } from '../offers/has-expired.ts';
import { judgeItinerary } from '../offers/judge-itinerary.ts';
import { judgeOffer } from '../offers/judge-offer.ts';
import { type Flown, inKnownTerms } from '../view/known-itineraries.ts';
import type { Dictionaries } from '../view/messages.ts';
import { namesIn } from './names-in.ts';
import type { OfferFault } from '../offers/offer-fault.ts';
import type { FoundBatch, OfferFaults, OfferFound, SliceFound } from '../offers/offer-found.ts';
import type { Itinerary, Offer } from '../offers/offer.ts';

/** What an offer is judged by, beside the criteria. */
export interface Gate extends World {
  readonly carriers: Pick<Carriers, 'carrier'>;
  /** Milliseconds since the epoch: what has expired by now is not let in. */
  readonly nowMs: number;
}

/** What is let in of a batch: offers, what is flown, and its names. */
export interface AdmittedBatch {
  readonly offers: readonly Offer[];
  /** At least those that `offers` name. */
  readonly itineraries: readonly Itinerary[];
  readonly dictionaries: Dictionaries;
  readonly removed: readonly string[];
  /** How much of the answer has been given with this batch, 0 to 1, if the supplier can tell. */
  readonly share?: number;
  readonly dropped: OfferFaults;
}

/** Takes from a batch what answers the criteria, and counts the rest by what is wrong with it. */
export const admitBatch = (batch: FoundBatch, criteria: Criteria, gate: Gate): AdmittedBatch => {
  const offers: Offer[] = [];
  const itineraries = new Map<string, Itinerary>();
  let dropped: OfferFaults = batch.dropped ?? {};
  for (const found of batch.offers) {
    const admitted = admitOffer(found, criteria, gate);
    if (admitted.isErr()) dropped = addFaults(dropped, { [admitted.error]: 1 });
    else {
      const told = inKnownTerms(admitted.value, itineraries);
      offers.push(...told.offers);
      for (const itinerary of told.itineraries) {
        if (!itineraries.has(itinerary.itinerary_id)) itineraries.set(itinerary.itinerary_id, itinerary);
      }
    }
  }
  const flown = [...itineraries.values()];
  return {
    offers,
    itineraries: flown,
    dictionaries: namesIn(flown, gate, batch.carriers),
    removed: batch.removed ?? [],
    ...(batch.share !== undefined && { share: batch.share }),
    dropped,
  };
};

/** One offer, and what is flown. */
const admitOffer = (found: OfferFound, criteria: Criteria, gate: Gate): Result<Flown, OfferFault> => {
  const { slices, revision = 1, ...terms } = found;
  return buildItinerary(slices, gate).andThen((itinerary) => {
    const flown = itinerary.slices.map(({ segments }, index) =>
      cabinsOf(slices[index], segments, criteria.cabin),
    );
    const offer: Offer = {
      ...terms,
      itinerary_id: itinerary.itinerary_id,
      revision,
      cabins: flown.map(({ cabin }) => cabin),
      ...(flown.some(({ isMixed }) => isMixed) && { mixed_cabin: true }),
    };
    const fault =
      isOver(terms, itinerary, gate) ??
      wrongRoute(itinerary, criteria, gate) ??
      judgeItinerary(itinerary, criteria) ??
      judgeOffer(offer, criteria);
    return fault === undefined ? ok({ offers: [offer], itineraries: [itinerary] }) : err(fault);
  });
};

/** Nobody can buy what has expired, or has left. */
const isOver = (
  terms: Pick<OfferFound, 'expires_at'>,
  { slices }: Itinerary,
  { nowMs }: Gate,
): OfferFault | undefined => {
  const leaves = slices[0]?.segments[0]?.departing_at_utc;
  const hasLeft = leaves !== undefined && Date.parse(leaves) <= nowMs;
  return hasLeft || hasExpired(terms, nowMs) ? 'expired' : undefined;
};

/** One travels in the cabin of the longest segment, whatever the short hop before it is. */
const cabinsOf = (
  found: SliceFound | undefined,
  segments: readonly { readonly duration_minutes: number }[],
  asked: Cabin,
): { readonly cabin: Cabin; readonly isMixed: boolean } => {
  const cabins = (found?.segments ?? []).map(({ cabin = asked }) => cabin);
  const longest = segments.reduce(
    (best, { duration_minutes }, index) =>
      duration_minutes > (segments[best]?.duration_minutes ?? 0) ? index : best,
    0,
  );
  return { cabin: cabins[longest] ?? asked, isMixed: new Set(cabins).size > 1 };
};

const wrongRoute = ({ slices }: Itinerary, criteria: Criteria, { places }: Gate): OfferFault | undefined => {
  const serves = (code: string | undefined, airport: string): boolean =>
    code !== undefined && places.airportsOf(code).some((known) => known.code === airport);
  return slices.every(({ origin, destination }, index) => {
    const asked = criteria.slices[index];
    return serves(asked?.origin, origin) && serves(asked?.destination, destination);
  })
    ? undefined
    : 'wrong_route';
};
