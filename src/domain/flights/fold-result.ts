import type { ResultFound } from './messages.ts';
import { offerKey, type RemovedOffer, type SupplierOffer, type SupplierView } from './search-view.ts';
import type { ViewDraft } from './view-draft.ts';

/** What a search shows at most; the cap holds the memory of whoever folds it. */
export const MAX_ITINERARIES = 2_000;

/** A view is complete only with `completed`, whatever a provider says before. */
const MAX_PERCENT = 99;

/** Each part says whether it brought something new, so that a repeated result is not counted again. */
export const foldResult = (draft: ViewDraft, found: ResultFound): void => {
  const news = [
    foldItineraries(draft, found),
    foldNames(draft.airports, found.dictionaries.airports),
    foldNames(draft.carriers, found.dictionaries.carriers),
    foldSupplier(draft, found),
    foldPercent(draft, found),
  ];
  if (news.includes(true)) draft.results += 1;
};

/** What is flown does not change with who says it: the first word stands. */
const foldItineraries = (draft: ViewDraft, { itineraries }: ResultFound): boolean => {
  const { size } = draft.itineraries;
  const { truncated } = draft;
  for (const itinerary of itineraries) {
    const id = itinerary.itinerary_id;
    if (draft.itineraries.has(id)) continue;
    if (draft.itineraries.size < MAX_ITINERARIES) draft.itineraries.set(id, itinerary);
    else draft.truncated = true;
  }
  return draft.itineraries.size > size || draft.truncated !== truncated;
};

const foldNames = <Name>(names: Map<string, Name>, found: Readonly<Record<string, Name>>): boolean => {
  const { size } = names;
  for (const [code, name] of Object.entries(found)) if (!names.has(code)) names.set(code, name);
  return names.size > size;
};

/** A supplier ends once: the first end stands, and an answer that is repeated behind it does not reopen it. */
const foldSupplier = (draft: ViewDraft, found: ResultFound): boolean => {
  const id = found.supplier_id;
  const known = draft.suppliers.get(id);
  const supplier: SupplierView = known ?? { supplier_id: id, name: id, status: 'answering', offers: 0 };
  const ends = supplier.status === 'answering' && found.supplier_status !== 'answering';
  const held = draft.offers.size;
  const offersChanged = foldOffers(draft, found);
  if (known !== undefined && !ends && !offersChanged) return false;
  draft.suppliers.set(id, {
    ...supplier,
    ...(ends && { status: found.supplier_status }),
    ...(ends && found.error !== undefined && { error: found.error }),
    offers: supplier.offers + draft.offers.size - held,
  });
  return true;
};

const foldOffers = (draft: ViewDraft, found: ResultFound): boolean => {
  const { supplier_id } = found;
  let changed = false;
  for (const offer_id of found.removed) changed = remove(draft, { supplier_id, offer_id }) || changed;
  for (const offer of found.offers) changed = upsert(draft, { ...offer, supplier_id }) || changed;
  return changed;
};

const remove = (draft: ViewDraft, offer: RemovedOffer): boolean => {
  const key = offerKey(offer);
  if (draft.removed.has(key)) return false;
  draft.removed.set(key, offer);
  draft.offers.delete(key);
  return true;
};

const upsert = (draft: ViewDraft, offer: SupplierOffer): boolean => {
  const key = offerKey(offer);
  if (draft.removed.has(key) || !hasItinerary(draft, offer)) return false;
  const held = draft.offers.get(key);
  if (held !== undefined && held.revision >= offer.revision) return false;
  draft.offers.set(key, offer);
  return true;
};

/** An offer may run ahead of its itinerary, but not of one that no longer finds room. */
const hasItinerary = (draft: ViewDraft, { itinerary_id }: SupplierOffer): boolean =>
  draft.itineraries.size < MAX_ITINERARIES || draft.itineraries.has(itinerary_id);

const foldPercent = (draft: ViewDraft, { progress }: ResultFound): boolean => {
  const percent = Math.min(MAX_PERCENT, Math.floor(progress.percent));
  if (percent <= draft.percent) return false;
  draft.percent = percent;
  return true;
};
