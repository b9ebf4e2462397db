import type { Completed, FlightMessage, Processing } from './messages.ts';
import { foldResult } from './fold-result.ts';
import { type SearchView, totalsOf } from './search-view.ts';
import { draftOf, type ViewDraft, viewOf } from './view-draft.ts';

/**
 * What a view becomes by further messages, which the delivery rules have let through. The view itself stays as it is.
 * Repeating a result is harmless, and so is splitting the messages over any number of calls.
 */
export const foldMessages = (view: SearchView, messages: Iterable<FlightMessage>): SearchView => {
  const draft = draftOf(view);
  for (const message of messages) foldMessage(draft, message);
  return viewOf(draft);
};

const foldMessage = (draft: ViewDraft, { status, payload }: FlightMessage): void => {
  if (draft.phase === 'completed') return;
  switch (status) {
    case 'requested':
      if (draft.phase !== 'unknown') return;
      draft.phase = 'requested';
      draft.requested = payload;
      return;
    case 'processing':
      draft.phase = 'processing';
      foldProcessing(draft, payload);
      return;
    case 'result':
      foldResult(draft, payload);
      return;
    case 'completed':
      draft.phase = 'completed';
      foldCompleted(draft, payload);
  }
};

const foldProcessing = (draft: ViewDraft, processing: Processing): void => {
  if (draft.processing !== undefined) return;
  draft.processing = processing;
  for (const { supplier_id, name } of processing.suppliers) {
    draft.suppliers.set(supplier_id, { supplier_id, name, status: 'answering', offers: 0 });
  }
};

/** Nothing is still answering once the search is over. */
const foldCompleted = (draft: ViewDraft, payload: Completed | undefined): void => {
  draft.completed = payload ?? endedSomehow(draft);
  for (const [id, supplier] of draft.suppliers) {
    if (supplier.status === 'answering') draft.suppliers.set(id, { ...supplier, status: 'failed' });
  }
  for (const summary of payload?.suppliers ?? []) {
    const id = summary.supplier_id;
    const { name, offers, dropped } = draft.suppliers.get(id) ?? { name: id, offers: 0 };
    draft.suppliers.set(id, { ...(dropped !== undefined && { dropped }), ...summary, name, offers });
  }
};

const endedSomehow = (draft: ViewDraft): Completed | undefined =>
  draft.requested && {
    search_id: draft.requested.search_id,
    outcome: 'failed',
    suppliers: [],
    totals: totalsOf(draft),
    duration_ms: 0,
  };
