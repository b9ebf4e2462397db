import type { Clock } from '../domain/ports/clock.ts';
import type { Journal } from '../domain/ports/journal.ts';
import { LETTING_GO_MS, type ResultStream } from '../domain/ports/result-stream.ts';
import { createdAt, type SearchId } from '../domain/search/search-id.ts';

export interface KeepForViewerDeps {
  readonly stream: ResultStream;
  readonly clock: Clock;
  readonly journal: Journal;
  /** How long a completed search is kept for viewers on their way back; left out, as long as any other. */
  readonly graceMs?: number | undefined;
  /** Longer than this after its creation no search is kept, however many come for it. */
  readonly keptAtMostMs: number;
}

/**
 * Keeps a search for a viewer that has not been given its end, be it slow or not reading at all, until the signal aborts: by
 * then the viewer has been given the end, or dropped.
 */
export const keepForViewer = async (
  id: SearchId,
  deps: KeepForViewerDeps,
  signal: AbortSignal,
): Promise<void> => {
  if (deps.graceMs === undefined) return;
  const keptMs = deps.graceMs === 0 ? LETTING_GO_MS : deps.graceMs;
  while (!signal.aborted) {
    await retain(id, keptMs, deps);
    await deps.clock.sleep(keptMs / 3, signal);
  }
};

/** What has been sent need not have arrived: whoever has lost its last bytes may come back for them within the grace. */
export const keepForReturn = async (id: SearchId, deps: KeepForViewerDeps): Promise<void> => {
  if (deps.graceMs !== undefined && deps.graceMs > 0) await retain(id, deps.graceMs, deps);
};

const retain = async (
  id: SearchId,
  keptMs: number,
  { stream, clock, journal, keptAtMostMs }: KeepForViewerDeps,
): Promise<void> => {
  if (clock.now() + keptMs > createdAt(id) + keptAtMostMs) return;
  const retained = await stream.retain(id, keptMs);
  if (retained.isErr())
    journal({ type: 'store_unavailable', during: 'retain', reason: retained.error.reason });
};
