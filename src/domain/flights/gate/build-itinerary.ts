import { err, ok, type Result } from 'neverthrow';
import { buildSegment, type World } from './build-segment.ts';
import { distanceKm } from '../offers/great-circle.ts';
import { itineraryId } from '../offers/itinerary-id.ts';
import type { OfferFault } from '../offers/offer-fault.ts';
import type { SliceFound } from '../offers/offer-found.ts';
import type { Itinerary, ItinerarySlice, Segment } from '../offers/offer.ts';
import { sliceOf } from '../offers/slice-of.ts';

/** Further than this nobody changes airports on the way. */
const MAX_TRANSFER_KM = 150;

/** What is flown, as far as that can be. Whether it is what was asked for is judged elsewhere. */
export const buildItinerary = (found: readonly SliceFound[], world: World): Result<Itinerary, OfferFault> => {
  const slices: ItinerarySlice[] = [];
  for (const { segments } of found) {
    const slice = buildSlice(segments, world);
    if (slice.isErr()) return err(slice.error);
    slices.push(slice.value);
  }
  return ok({ itinerary_id: itineraryId(slices), slices });
};

const buildSlice = (found: SliceFound['segments'], world: World): Result<ItinerarySlice, OfferFault> => {
  const segments: Segment[] = [];
  for (const one of found) {
    const segment = buildSegment(one, world);
    if (segment.isErr()) return err(segment.error);
    const before = segments.at(-1);
    if (before !== undefined && !isNear(before.destination, segment.value.origin, world)) {
      return err('impossible_connection');
    }
    segments.push(segment.value);
  }
  const [first, ...others] = segments;
  return first === undefined ? err('malformed') : ok(sliceOf([first, ...others]));
};

const isNear = (one: string, other: string, { places }: World): boolean => {
  if (one === other) return true;
  const [from, to] = [places.airport(one), places.airport(other)];
  return from !== undefined && to !== undefined && distanceKm(from, to) <= MAX_TRANSFER_KM;
};
