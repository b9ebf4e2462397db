import type { Gate } from '../domain/flights/gate/admit-batch.ts';
import { MAX_ITINERARIES } from '../domain/flights/view/fold-itineraries.ts';
import type { Requested } from '../domain/flights/view/messages.ts';
import type { SearchView } from '../domain/flights/view/search-view.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Deadlines } from '../domain/ports/deadlines.ts';
import type { Journal } from '../domain/ports/journal.ts';
import type { Supplier } from '../domain/ports/supplier.ts';
import { SEARCH_LIMITS } from '../domain/search/decide.ts';
import { MAX_PAYLOAD_BYTES } from '../domain/search/payload.ts';
import { abortScope } from './abort-scope.ts';
import { collectAnswer, type Room, type SupplierTime } from './collect-answer.ts';
import type { SearchWriter } from './search-writer.ts';

/** Kept for the provider itself: its last append must be in before the deadline. */
const LAST_APPEND_MS = 1_000;

export interface AskSuppliersDeps extends Omit<Gate, 'nowMs'> {
  readonly suppliers: readonly Supplier[];
  readonly deadlines: Deadlines;
  readonly clock: Clock;
  readonly journal: Journal;
  /** How long one supplier may take, where neither it nor the criteria say less. */
  readonly supplierTimeoutMs: number;
}

/** What came of asking all suppliers. */
export interface Asked {
  readonly isFull: boolean;
  readonly times: ReadonlyMap<string, SupplierTime>;
}

/** Beside results, a search says `requested`, `processing` and `completed`, and how each supplier ended. */
const roomAmong = (suppliers: number): Room => ({
  messages: Math.floor((SEARCH_LIMITS.messages - 3) / suppliers) - 1,
  bytes: Math.floor((SEARCH_LIMITS.bytes - MAX_PAYLOAD_BYTES) / suppliers),
  // Who is asked alone hides nobody: then the search says itself that it holds no more.
  itineraries: suppliers === 1 ? Infinity : Math.floor(MAX_ITINERARIES / suppliers),
});

/** Asks all suppliers at once that have not ended yet, each for as long as it may take. */
export const askSuppliers = async (
  deps: AskSuppliersDeps,
  writer: SearchWriter<SearchView>,
  { criteria, search_id, caller }: Requested,
  signal: AbortSignal,
): Promise<Asked> => {
  const { suppliers, deadlines, clock, journal, supplierTimeoutMs } = deps;
  // By the store's clock, since this one may be wrong; where nothing is known of it, suppliers have their usual time.
  const leftMs = (await deadlines.left(search_id)).unwrapOr(undefined) ?? Infinity;
  const patienceOf = ({ limits }: Supplier): number =>
    Math.min(limits?.timeoutMs ?? Infinity, criteria.timeout_ms ?? supplierTimeoutMs);
  const timeoutOf = (supplier: Supplier): number =>
    Math.max(0, Math.min(patienceOf(supplier), leftMs - LAST_APPEND_MS));
  const known = writer.log().view.suppliers;
  const open = suppliers.filter(
    ({ supplier_id }) => (known.get(supplier_id)?.status ?? 'answering') === 'answering',
  );
  // A full search has room for nobody's answer.
  using asking = abortScope(signal);
  let isFull = false;
  const onFull = (): void => {
    isFull = true;
    asking.abort();
  };
  const collecting = { clock, journal, gate: deps, writer, room: roomAmong(suppliers.length), onFull };
  const times = await Promise.all(
    open.map((supplier) =>
      collectAnswer(
        collecting,
        supplier,
        { search_id, criteria, timeout_ms: timeoutOf(supplier), ...(caller !== undefined && { caller }) },
        asking.signal,
      ),
    ),
  );
  return { isFull, times: new Map(times.map((time, at) => [open[at]?.supplier_id ?? '', time])) };
};
