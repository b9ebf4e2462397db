import type { Position } from '../../search/position.ts';
import type { Phase } from '../../search/session.ts';
import type { Completed, Dictionaries, Processing, Progress, Requested, Totals } from './messages.ts';
import type { Itinerary } from '../offers/offer.ts';
import {
  type DroppedOffer,
  offerKey,
  type RefusedItinerary,
  type RemovedOffer,
  type SearchView,
  type SupplierOffer,
  type SupplierView,
  totalsOf,
} from './search-view.ts';

/** A view as JSON, as of a position: folding the entries behind it gives what folding all of them gives. */
export interface Snapshot extends Requested {
  readonly status: Exclude<Phase, 'unknown'>;
  readonly processing?: Processing;
  readonly suppliers: readonly SupplierView[];
  readonly progress: Progress;
  readonly totals: Totals;
  readonly offers: readonly SupplierOffer[];
  readonly removed: readonly RemovedOffer[];
  readonly dropped: readonly DroppedOffer[];
  readonly refused: readonly RefusedItinerary[];
  readonly itineraries: readonly Itinerary[];
  readonly dictionaries: Dictionaries;
  readonly truncated: boolean;
  readonly completed?: Completed;
  readonly position: Position;
}

/** Lists are in the order in which things were first said. Undefined where `requested` could not be read. */
export const snapshot = (view: SearchView, position: Position): Snapshot | undefined => {
  const { phase, requested, processing, completed } = view;
  if (requested === undefined || phase === 'unknown') return undefined;
  return {
    ...requested,
    status: phase,
    ...(processing !== undefined && { processing }),
    suppliers: [...view.suppliers.values()],
    progress: view.progress,
    totals: totalsOf(view),
    offers: [...view.offers.values()],
    removed: [...view.removed.values()],
    dropped: [...view.dropped.values()],
    refused: [...view.refused.values()],
    itineraries: [...view.itineraries.values()],
    dictionaries: {
      airports: Object.fromEntries(view.airports),
      carriers: Object.fromEntries(view.carriers),
    },
    truncated: view.truncated,
    ...(completed !== undefined && { completed }),
    position,
  };
};

/** The view that a snapshot was made of, to fold on from. */
export const viewFrom = (taken: Snapshot): SearchView => ({
  phase: taken.status,
  requested: {
    contract: taken.contract,
    search_id: taken.search_id,
    criteria: taken.criteria,
    requested_at: taken.requested_at,
    deadline_at: taken.deadline_at,
    ...(taken.caller !== undefined && { caller: taken.caller }),
  },
  processing: taken.processing,
  suppliers: new Map(taken.suppliers.map((supplier) => [supplier.supplier_id, supplier])),
  offers: new Map(taken.offers.map((offer) => [offerKey(offer), offer])),
  removed: new Map(taken.removed.map((offer) => [offerKey(offer), offer])),
  dropped: new Map(taken.dropped.map((offer) => [offerKey(offer), offer])),
  refused: new Map(taken.refused.map((itinerary) => [itinerary.itinerary_id, itinerary])),
  itineraries: new Map(taken.itineraries.map((itinerary) => [itinerary.itinerary_id, itinerary])),
  airports: new Map(Object.entries(taken.dictionaries.airports)),
  carriers: new Map(Object.entries(taken.dictionaries.carriers)),
  progress: taken.progress,
  results: taken.totals.results,
  truncated: taken.truncated,
  completed: taken.completed,
});
