import type { Clock } from '../../../domain/ports/clock.ts';
import type { SearchId } from '../../../domain/search/search-id.ts';
import { SearchLog, type Standing } from './search-log.ts';

/**
 * How many searches one process holds: at a few hundred kilobytes each they take about as much memory as a small
 * machine has. Whoever needs more runs Redis.
 */
export const MAX_SEARCHES = 2_000;

/** What one process holds of all searches, each until it expires, and who waits for news of them. */
export class SearchLogs {
  readonly #clock: Clock;
  readonly #logs = new Map<SearchId, SearchLog>();
  readonly #listeners = new Map<SearchId, Set<() => void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A log in which nothing lies any more is as good as none. */
  get(id: SearchId): SearchLog | undefined {
    const log = this.#logs.get(id);
    const isKept = log !== undefined && log.entries.length > 0 && log.expiresAtMs > this.#clock.now();
    if (isKept) return log;
    this.#logs.delete(id);
    return undefined;
  }

  /** A new log, still empty; undefined if as many searches are held as may be. */
  add(id: SearchId, ttlMs: number): SearchLog | undefined {
    this.#dropExpired();
    if (this.#logs.size >= MAX_SEARCHES) return undefined;
    const log = new SearchLog(this.#clock.now() + ttlMs);
    this.#logs.set(id, log);
    return log;
  }

  delete(id: SearchId): void {
    this.#logs.delete(id);
  }

  /** Has a viewing stand in a log, until the function it answers is called. */
  stand(id: SearchId, standing: Standing): () => void {
    const standings = this.#logs.get(id)?.standings;
    standings?.add(standing);
    return () => void standings?.delete(standing);
  }

  /** Removes what does not begin as a search does, and gives a time to what has none; answers how many went. */
  tidy(ttlMs: number): number {
    this.#dropExpired();
    const before = this.#logs.size;
    const kept = this.#clock.now() + ttlMs;
    for (const [id, log] of this.#logs) {
      if (log.entries[0]?.status !== 'requested') this.#logs.delete(id);
      else if (log.expiresAtMs === Number.POSITIVE_INFINITY) log.expiresAtMs = kept;
    }
    return before - this.#logs.size;
  }

  /** Calls `heard` at every ring for this search, until the function it answers is called. */
  listen(id: SearchId, heard: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(heard));
    return () => {
      listeners.delete(heard);
      if (listeners.size === 0 && this.#listeners.get(id) === listeners) this.#listeners.delete(id);
    };
  }

  ring(id: SearchId): void {
    for (const heard of this.#listeners.get(id) ?? []) heard();
  }

  /** Every new search pays for the clean-up, so that what nobody asks for any more does not stay. */
  #dropExpired(): void {
    const nowMs = this.#clock.now();
    for (const [id, log] of this.#logs) if (log.expiresAtMs <= nowMs) this.#logs.delete(id);
  }
}
