import type { SearchView } from './search-view.ts';

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
