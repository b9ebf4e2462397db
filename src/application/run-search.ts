import { completion } from '../domain/flights/view/completion.ts';
import type { Processing } from '../domain/flights/view/messages.ts';
import type { SearchView } from '../domain/flights/view/search-view.ts';
import type { Claim } from '../domain/ports/request-queue.ts';
import type { ResultStream } from '../domain/ports/result-stream.ts';
import { abortScope } from './abort-scope.ts';
import { type Asked, askSuppliers, type AskSuppliersDeps } from './ask-suppliers.ts';
import type { Ending } from './close-search.ts';
import { patiently } from './patiently.ts';
import { readLog } from './search-log.ts';
import { type SearchWriter, searchWriter } from './search-writer.ts';
import { watchClaim } from './watch-claim.ts';
import { watchEnd } from './watch-end.ts';

/** A search is short: who cannot reach the store for this long has lost its claim and its deadline. */
const STORE_PATIENCE_MS = 10_000;

export interface RunSearchDeps extends AskSuppliersDeps {
  readonly stream: ResultStream;
  readonly ending: Ending<SearchView>;
  readonly providerId: string;
}

export type RunSearch = (claim: Claim, signal: AbortSignal) => Promise<void>;

/**
 * Works on one search: says `processing`, asks all suppliers at once, says each of their batches as it comes, and
 * `completed` when all have ended. A search that another provider began is taken over: only suppliers that have not ended
 * are asked. Stops at once when others end the search, when the claim is lost, or when the signal aborts.
 */
export const runSearch = (deps: RunSearchDeps): RunSearch => {
  const { stream, clock, journal, ending, providerId } = deps;

  const begin = async (writer: SearchWriter<SearchView>): Promise<boolean> => {
    const { id, session } = writer.log();
    const takenOver = session.phase === 'processing';
    journal({ type: 'search_claimed', id, takenOver });
    if (takenOver) return true;
    const processing: Processing = {
      search_id: id,
      provider_id: providerId,
      suppliers: deps.suppliers.map(({ supplier_id, name }) => ({ supplier_id, name })),
      started_at: new Date(clock.now()).toISOString(),
    };
    const said = await writer.say(() => ({ type: 'begin', payload: JSON.stringify(processing) }));
    return said === 'said' || said === 'already_processing';
  };

  const complete = async (writer: SearchWriter<SearchView>, { isFull, times }: Asked): Promise<boolean> => {
    const { id } = writer.log();
    // Once, so that an append whose answer was lost is repeated as it was.
    const at = new Date(clock.now()).toISOString();
    const said = await writer.say(({ view }) => {
      const payload = completion(view, isFull ? 'full' : 'answered', at, times) ?? {
        search_id: id,
        outcome: 'failed',
      };
      return { type: view.processing === undefined ? 'close' : 'complete', payload: JSON.stringify(payload) };
    });
    if (said === 'said') journal({ type: 'search_completed', id, by: 'provider' });
    return said === 'said' || said === 'over';
  };

  /** To the end of the search, or as far as it may go. */
  const work = async (writer: SearchWriter<SearchView>, signal: AbortSignal): Promise<boolean> => {
    const { requested } = writer.log().view;
    if (requested === undefined) return complete(writer, { isFull: false, times: new Map() });
    if (!(await begin(writer))) return false;
    const asked = await askSuppliers(deps, writer, requested, signal);
    return !signal.aborted && complete(writer, asked);
  };

  const settle = async (claim: Claim): Promise<void> => {
    const settled = await claim.settle();
    // Whoever claims it next finds that the search is over.
    if (settled.isErr())
      journal({ type: 'store_unavailable', during: 'claim', reason: settled.error.reason });
  };

  return async (claim, signal) => {
    const { id } = claim.request;
    using working = abortScope(signal);
    let ended = false;
    const opened = await patiently(() => readLog(stream, id, ending), {
      clock,
      patienceMs: STORE_PATIENCE_MS,
      signal,
    });
    if (opened.isErr() && opened.error.type === 'unavailable') return undefined;
    if (opened.isErr() || opened.value.session.phase === 'completed') return settle(claim);
    const log = opened.value;
    const onEnd = (): void => {
      ended = true;
      working.abort();
    };
    const writer = searchWriter(
      {
        stream,
        clock,
        folding: ending,
        patienceMs: STORE_PATIENCE_MS,
        onOver: onEnd,
        onOutOfReach: working.abort,
      },
      log,
      working.signal,
    );
    const watches = Promise.all([
      watchClaim(claim, { clock, journal, onLost: working.abort }, working.signal),
      watchEnd(stream, id, () => writer.log().tail.position, onEnd, working.signal),
    ]);
    // A mistake in a watch ends the run, which throws it below.
    watches.catch(working.abort);
    try {
      if (await work(writer, working.signal)) ended = true;
    } finally {
      // A run that crashes asks no supplier any longer, and lets its claim lapse.
      working.abort();
      await watches;
    }
    return ended ? settle(claim) : undefined;
  };
};
