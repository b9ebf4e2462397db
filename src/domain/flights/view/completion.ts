import type { Completed, Outcome, SupplierEnd, SupplierSummary } from './messages.ts';
import { type SearchView, type SupplierView, totalsOf } from './search-view.ts';

/** `answered`: the provider is done; `full`: it is, since the search holds as much as it may; `timed_out`: the deadline passed; `cancelled`: a client gave it up. */
export type Ending = 'answered' | 'full' | 'timed_out' | 'cancelled';

/** What a provider has measured of its suppliers, by supplier id; nobody else can know it. */
export type SupplierTimes = ReadonlyMap<string, Pick<SupplierSummary, 'first_result_ms' | 'duration_ms'>>;

/** As many as are asked at most, and fit one message; results of others may name any number. */
const MAX_SUMMARIES = 100;

/**
 * How a search ended, as whoever ends it says it; works too where nobody has processed it. `at` is an ISO 8601 instant.
 * Undefined only where `requested` could not be read.
 */
export const completion = (
  view: SearchView,
  how: Ending,
  at: string,
  times: SupplierTimes = new Map(),
): Completed | undefined => {
  if (view.requested === undefined) return undefined;
  const { search_id, requested_at } = view.requested;
  const suppliers = [...view.suppliers.values()]
    .slice(0, MAX_SUMMARIES)
    .map((supplier) => summaryOf(supplier, how, times));
  return {
    search_id,
    outcome: how === 'answered' || how === 'full' ? outcomeOf(suppliers) : how,
    suppliers,
    totals: totalsOf(view),
    duration_ms: Math.max(0, Date.parse(at) - Date.parse(requested_at)),
  };
};

const summaryOf = (supplier: SupplierView, how: Ending, times: SupplierTimes): SupplierSummary => {
  const { supplier_id, offers, error, dropped } = supplier;
  return {
    supplier_id,
    status: endOf(supplier, how),
    offers,
    ...times.get(supplier_id),
    ...(error !== undefined && { error }),
    ...(dropped !== undefined && { dropped }),
  };
};

const endOf = ({ status }: SupplierView, how: Ending): SupplierEnd => {
  if (status !== 'answering') return status;
  return how === 'cancelled' || how === 'full' ? 'skipped' : 'timed_out';
};

const outcomeOf = (suppliers: readonly SupplierSummary[]): Outcome => {
  const answered = suppliers.filter(({ status }) => status === 'succeeded' || status === 'empty');
  if (answered.length === 0) return 'failed';
  return answered.length === suppliers.length ? 'complete' : 'partial';
};
