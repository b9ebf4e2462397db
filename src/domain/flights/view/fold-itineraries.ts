import { itineraryId } from '../offers/itinerary-id.ts';
import { judgeItinerary } from '../offers/judge-itinerary.ts';
import type { ResultFound } from './messages.ts';
import type { Itinerary } from '../offers/offer.ts';
import { MAX_DROPPED, type ViewDraft } from './view-draft.ts';

/** What a search shows at most; the cap holds the memory of whoever folds it. */
export const MAX_ITINERARIES = 2_000;

interface FoldedItineraries {
  /** Whether they brought something new. */
  readonly changed: boolean;
  /** Ids that stand for other flights already. */
  readonly mislabelled: ReadonlySet<string>;
}

/** What is flown does not change with who says it: the first word stands. */
export const foldItineraries = (draft: ViewDraft, { itineraries }: ResultFound): FoldedItineraries => {
  const mislabelled = new Set<string>();
  let changed = false;
  for (const itinerary of itineraries) {
    const held = draft.itineraries.get(itinerary.itinerary_id);
    if (held === undefined) changed = add(draft, itinerary) || changed;
    else if (!isSameFlights(held, itinerary)) mislabelled.add(itinerary.itinerary_id);
  }
  return { changed, mislabelled };
};

const isSameFlights = (one: Itinerary, other: Itinerary): boolean =>
  itineraryId(one.slices) === itineraryId(other.slices);

const add = (draft: ViewDraft, itinerary: Itinerary): boolean => {
  const { itinerary_id } = itinerary;
  if (draft.refused.has(itinerary_id)) return false;
  const fault = draft.requested && judgeItinerary(itinerary, draft.requested.criteria);
  if (fault !== undefined) {
    if (draft.refused.size >= MAX_DROPPED) return false;
    draft.refused.set(itinerary_id, { itinerary_id, fault });
    return true;
  }
  if (draft.itineraries.size < MAX_ITINERARIES) {
    draft.itineraries.set(itinerary_id, itinerary);
    return true;
  }
  const { truncated } = draft;
  draft.truncated = true;
  return !truncated;
};
