import { MAX_ITINERARIES } from './fold-itineraries.ts';
import { judgeOffer } from '../offers/judge-offer.ts';
import type { ResultFound } from './messages.ts';
import type { OfferFault } from '../offers/offer-fault.ts';
import { offerKey, type RemovedOffer, type SupplierOffer } from './search-view.ts';
import { dropOffer, holdOffer, letGoOfOffer, type ViewDraft } from './view-draft.ts';

/** Whether it brought something new. `mislabelled` are the itineraries of which this result says what they are not. */
export const foldOffers = (
  draft: ViewDraft,
  { supplier_id, removed, offers, unreadable = [] }: ResultFound,
  mislabelled: ReadonlySet<string>,
): boolean => {
  let changed = false;
  for (const offer_id of removed) changed = remove(draft, { supplier_id, offer_id }) || changed;
  for (const offer_id of unreadable) {
    changed = dropOffer(draft, { supplier_id, offer_id }, 'malformed') || changed;
  }
  for (const offer of offers) changed = upsert(draft, { ...offer, supplier_id }, mislabelled) || changed;
  return changed;
};

const remove = (draft: ViewDraft, offer: RemovedOffer): boolean => {
  const key = offerKey(offer);
  if (draft.removed.has(key)) return false;
  draft.removed.set(key, offer);
  letGoOfOffer(draft, offer);
  return true;
};

const upsert = (draft: ViewDraft, offer: SupplierOffer, mislabelled: ReadonlySet<string>): boolean => {
  const key = offerKey(offer);
  if (draft.removed.has(key) || !hasItinerary(draft, offer)) return false;
  const held = draft.offers.get(key);
  if (held !== undefined && held.revision >= offer.revision) return false;
  const fault = faultOf(draft, offer, mislabelled);
  if (fault !== undefined) return dropOffer(draft, offer, fault);
  holdOffer(draft, offer);
  return true;
};

const faultOf = (
  { requested, refused }: ViewDraft,
  offer: SupplierOffer,
  mislabelled: ReadonlySet<string>,
): OfferFault | undefined => {
  if (mislabelled.has(offer.itinerary_id)) return 'mislabelled';
  const spoiled = refused.get(offer.itinerary_id)?.fault;
  return spoiled ?? (requested && judgeOffer(offer, requested.criteria));
};

/** An offer may run ahead of its itinerary, but not of one that no longer finds room. */
const hasItinerary = ({ itineraries, refused }: ViewDraft, { itinerary_id }: SupplierOffer): boolean =>
  itineraries.size < MAX_ITINERARIES || itineraries.has(itinerary_id) || refused.has(itinerary_id);
