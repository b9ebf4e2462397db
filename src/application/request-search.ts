import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Criteria } from '../domain/flights/criteria/criteria.ts';
import type { Requested } from '../domain/flights/view/messages.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { Deadlines } from '../domain/ports/deadlines.ts';
import type { Journal } from '../domain/ports/journal.ts';
import type { RequestQueue } from '../domain/ports/request-queue.ts';
import type { ResultStream, Unavailable } from '../domain/ports/result-stream.ts';
import type { NextSearchId } from '../domain/ports/search-ids.ts';
import type { SearchId } from '../domain/search/search-id.ts';
import { decide } from '../domain/search/decide.ts';
import { initialSession } from '../domain/search/session.ts';
import { CLIENT_PATIENCE_MS, patiently } from './patiently.ts';

export interface RequestSearchDeps {
  readonly stream: ResultStream;
  readonly queue: RequestQueue;
  readonly deadlines: Deadlines;
  readonly nextId: NextSearchId;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly deadlineMs: number;
  /** How long a search is kept from its first message on. */
  readonly ttlMs: number;
}

export interface RequestSearchOptions {
  /** One that nobody has used; otherwise the search is given one of its own. */
  readonly id?: SearchId;
  /** The name of the API key under which it is requested. */
  readonly caller?: string | undefined;
}

export type RequestSearch = (
  criteria: Criteria,
  signal: AbortSignal,
  options?: RequestSearchOptions,
) => ResultAsync<Requested, Unavailable>;

/**
 * Creates a search: its deadline, its stream, its request, in this order. Whatever fails in between, the deadline ends the
 * search, or finds that there is none.
 */
export const requestSearch = (deps: RequestSearchDeps): RequestSearch => {
  const { stream, queue, deadlines, nextId, clock, journal, deadlineMs, ttlMs } = deps;

  const request = async (
    search_id: SearchId,
    criteria: Criteria,
    caller: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<Requested, Unavailable>> => {
    const patience = { clock, patienceMs: CLIENT_PATIENCE_MS, signal };
    const now = clock.now();
    const named = caller === undefined ? {} : { caller };
    const requested: Requested = {
      contract: 1,
      search_id,
      criteria,
      requested_at: new Date(now).toISOString(),
      deadline_at: new Date(now + deadlineMs).toISOString(),
      ...named,
    };
    const payload = JSON.stringify(requested);
    const [message] = decide({ type: 'request', payload }, initialSession()).unwrapOr([]);
    if (message === undefined) throw new Error('a new search was refused');

    const due = await patiently(() => deadlines.set(search_id, deadlineMs), patience);
    if (due.isErr()) return err(due.error);
    const created = await patiently(() => stream.create(search_id, message, ttlMs), patience);
    if (created.isErr()) {
      if (created.error.type === 'exists') throw new Error('a new search id is taken');
      return err(created.error);
    }
    const added = await queue.add({ id: search_id, payload });
    if (added.isErr()) return err(added.error);
    journal({ type: 'search_requested', id: search_id, ...named });
    return ok(requested);
  };
  return (criteria, signal, { id = nextId(), caller } = {}) =>
    new ResultAsync(request(id, criteria, caller, signal));
};
