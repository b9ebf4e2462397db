import type { Clock } from '../domain/ports/clock.ts';
import type { Journal } from '../domain/ports/journal.ts';
import type { Claim, RequestQueue } from '../domain/ports/request-queue.ts';

/** Searches that one provider works on at a time; more wait in the queue, where any provider takes them. */
const MAX_RUNNING = 256;
/** Claimed at once: few, so that several providers share what comes in a burst. */
const MAX_CLAIMED_AT_ONCE = 8;
/** Before a store that is away is asked again. */
const PAUSE_MS = 500;

export interface ProvideSearchesDeps {
  readonly queue: RequestQueue;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly runSearch: (claim: Claim, signal: AbortSignal) => Promise<void>;
}

export interface ProvideSignals {
  /** Claims nothing more; searches that run are finished. */
  readonly draining: AbortSignal;
  /** Ends the searches that run as well; their claims lapse, and others take them over. */
  readonly stopping: AbortSignal;
}

/** Claims requests and works on them, until it is told to stop and everything that ran has ended. */
export const provideSearches =
  ({ queue, clock, journal, runSearch }: ProvideSearchesDeps) =>
  async ({ draining, stopping }: ProvideSignals): Promise<void> => {
    const running = new Set<Promise<void>>();
    while (!draining.aborted) {
      if (running.size >= MAX_RUNNING) await Promise.race(running);
      const claims = await queue.claim(Math.min(MAX_CLAIMED_AT_ONCE, MAX_RUNNING - running.size), draining);
      if (claims.isErr()) {
        journal({ type: 'store_unavailable', during: 'claim', reason: claims.error.reason });
        await clock.sleep(PAUSE_MS, draining);
        continue;
      }
      for (const claim of claims.value) {
        const { id } = claim.request;
        const run: Promise<void> = runSearch(claim, stopping)
          // A mistake in one search is not to end the others; its claim lapses, its deadline ends it.
          .catch((error: unknown) => journal({ type: 'run_crashed', id, error }))
          .finally(() => running.delete(run));
        running.add(run);
      }
    }
    await Promise.all(running);
    const left = await queue.leave();
    if (left.isErr()) journal({ type: 'store_unavailable', during: 'claim', reason: left.error.reason });
  };
