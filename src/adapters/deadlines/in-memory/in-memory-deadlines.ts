import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import type { Clock } from '../../../domain/ports/clock.ts';
import type { Deadlines } from '../../../domain/ports/deadlines.ts';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';
import type { SearchId } from '../../../domain/search/search-id.ts';

/** Well above the searches one process holds: a deadline is set before its search, and goes only after it is over. */
export const MAX_DEADLINES = 10_000;

/** The deadlines of this process's searches, by its clock. */
export class InMemoryDeadlines implements Deadlines {
  readonly #clock: Clock;
  readonly #dueAtMs = new Map<SearchId, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(id: SearchId, inMs: number): ResultAsync<void, Unavailable> {
    if (this.#dueAtMs.has(id)) return okAsync();
    if (this.#dueAtMs.size >= MAX_DEADLINES) {
      return errAsync({ type: 'unavailable', reason: 'as many deadlines are held in memory as may be' });
    }
    this.#dueAtMs.set(id, this.#clock.now() + inMs);
    return okAsync();
  }

  left(id: SearchId): ResultAsync<number | undefined, Unavailable> {
    const dueAtMs = this.#dueAtMs.get(id);
    return okAsync(dueAtMs === undefined ? undefined : dueAtMs - this.#clock.now());
  }

  due(limit: number): ResultAsync<readonly SearchId[], Unavailable> {
    const nowMs = this.#clock.now();
    const due = [...this.#dueAtMs].filter(([, dueAtMs]) => dueAtMs <= nowMs);
    due.sort(([, one], [, other]) => one - other);
    return okAsync(due.slice(0, limit).map(([id]) => id));
  }

  remove(id: SearchId): ResultAsync<void, Unavailable> {
    this.#dueAtMs.delete(id);
    return okAsync();
  }
}
