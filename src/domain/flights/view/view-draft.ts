import type { OfferFault } from '../offers/offer-fault.ts';
import { offerKey, type RemovedOffer, type SearchView, type SupplierOffer } from './search-view.ts';

/** Of what is wrong, so much is counted: whoever writes to a stream may write on and on. */
export const MAX_DROPPED = 1_000;

/** A view that its one owner may still write to, while a fold goes on. */
export interface ViewDraft {
  phase: SearchView['phase'];
  requested: SearchView['requested'];
  processing: SearchView['processing'];
  completed: SearchView['completed'];
  percent: number;
  results: number;
  truncated: boolean;
  readonly suppliers: MapOf<'suppliers'>;
  readonly offers: MapOf<'offers'>;
  readonly removed: MapOf<'removed'>;
  readonly dropped: MapOf<'dropped'>;
  readonly refused: MapOf<'refused'>;
  readonly itineraries: MapOf<'itineraries'>;
  readonly airports: MapOf<'airports'>;
  readonly carriers: MapOf<'carriers'>;
}

type MapOf<K extends keyof SearchView> =
  SearchView[K] extends ReadonlyMap<string, infer Value> ? Map<string, Value> : never;

/** The maps are copied here, once, however many messages are folded. */
export const draftOf = (view: SearchView): ViewDraft => ({
  phase: view.phase,
  requested: view.requested,
  processing: view.processing,
  completed: view.completed,
  percent: view.progress.percent,
  results: view.results,
  truncated: view.truncated,
  suppliers: new Map(view.suppliers),
  offers: new Map(view.offers),
  removed: new Map(view.removed),
  dropped: new Map(view.dropped),
  refused: new Map(view.refused),
  itineraries: new Map(view.itineraries),
  airports: new Map(view.airports),
  carriers: new Map(view.carriers),
});

export const viewOf = ({ percent, ...draft }: ViewDraft): SearchView => {
  const suppliers = [...draft.suppliers.values()];
  const progress = {
    percent: draft.phase === 'completed' ? 100 : percent,
    answered: suppliers.filter(({ status }) => status !== 'answering').length,
    total: suppliers.length,
    offers: draft.offers.size,
  };
  return { ...draft, progress };
};

/** Holds an offer, or its next revision, in the place of what its supplier said before. */
export const holdOffer = (draft: ViewDraft, offer: SupplierOffer): void => {
  const key = offerKey(offer);
  if (!draft.offers.has(key)) countOffers(draft, offer.supplier_id, 1);
  draft.offers.set(key, offer);
};

export const letGoOfOffer = (draft: ViewDraft, offer: RemovedOffer): void => {
  if (draft.offers.delete(offerKey(offer))) countOffers(draft, offer.supplier_id, -1);
};

/** Whether it was not known to be dropped. */
export const dropOffer = (draft: ViewDraft, offer: RemovedOffer, fault: OfferFault): boolean => {
  const key = offerKey(offer);
  if (draft.dropped.has(key) || draft.dropped.size >= MAX_DROPPED) return false;
  const { supplier_id, offer_id } = offer;
  draft.dropped.set(key, { supplier_id, offer_id, fault });
  return true;
};

const countOffers = (draft: ViewDraft, supplierId: string, change: number): void => {
  const supplier = draft.suppliers.get(supplierId);
  if (supplier !== undefined)
    draft.suppliers.set(supplierId, { ...supplier, offers: supplier.offers + change });
};
