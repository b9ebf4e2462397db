import { v7 } from 'uuid';
import { InMemoryDeadlines } from '../../src/adapters/deadlines/in-memory/in-memory-deadlines.ts';
import { InMemoryRequestQueue } from '../../src/adapters/request-queue/in-memory/in-memory-request-queue.ts';
import { InMemoryResultStream } from '../../src/adapters/result-stream/in-memory/in-memory-result-stream.ts';
import type { SearchLog } from '../../src/adapters/result-stream/in-memory/search-log.ts';
import { SearchLogs } from '../../src/adapters/result-stream/in-memory/search-logs.ts';
import { callerIn } from '../../src/adapters/wire/caller-in.ts';
import { parseMessage } from '../../src/adapters/wire/parse-message.ts';
import { closeSearch } from '../../src/application/close-search.ts';
import { flightEnding } from '../../src/application/flight-ending.ts';
import { requestSearch } from '../../src/application/request-search.ts';
import type { FlightMessage } from '../../src/domain/flights/view/messages.ts';
import type { Happening } from '../../src/domain/ports/journal.ts';
import { type Entry, isStatus } from '../../src/domain/search/message.ts';
import type { Position } from '../../src/domain/search/position.ts';
import { isSearchId, type SearchId } from '../../src/domain/search/search-id.ts';
import { REQUESTED } from './flight-messages.ts';
import { ManualClock } from './manual-clock.ts';
import { SMALL_WORLD } from './small-world.ts';

export const DEADLINE_MS = 30_000;
export const TTL_MS = 600_000;
export const KEPT_AT_MOST_MS = DEADLINE_MS + TTL_MS;

/** How the way to the store is: what is asked for is done, whatever becomes of its answer. */
interface Way {
  /** No answer arrives. */
  isCut: boolean;
  /** So many of the next answers do not arrive. */
  losesAnswers: number;
  /** What each answer waits for. */
  delay: () => Promise<void>;
}

/** Everything that the use cases need, in memory, in a time that passes by hand. */
export const searchWorld = ({ completedTtlMs }: { readonly completedTtlMs?: number } = {}) => {
  const clock = new ManualClock();
  const logs = new SearchLogs(clock);
  const happenings: Happening[] = [];
  const journal = (happening: Happening): void => void happenings.push(happening);
  const way: Way = { isCut: false, losesAnswers: 0, delay: () => Promise.resolve() };
  let heard = 0;

  const carry = async <T>(answer: T): Promise<T> => {
    await way.delay();
    const isLost = way.isCut || way.losesAnswers > 0;
    if (way.losesAnswers > 0) way.losesAnswers -= 1;
    if (isLost) throw new Error('the answer was lost');
    return answer;
  };
  const ring = (wake: () => void): void => {
    heard += 1;
    wake();
  };

  const stream = new InMemoryResultStream({ clock, logs, completedTtlMs, carry, ring });
  const queue = new InMemoryRequestQueue(clock);
  const deadlines = new InMemoryDeadlines(clock);
  const ending = flightEnding(parseMessage);
  const deps = {
    ...SMALL_WORLD,
    ttlMs: TTL_MS,
    clock,
    journal,
    stream,
    queue,
    deadlines,
    ending,
    folding: ending,
    callerIn,
  };

  const nextId = (): SearchId => {
    const id = v7({ msecs: clock.now() });
    if (!isSearchId(id)) throw new Error(`not a search id: ${id}`);
    return id;
  };
  const request = requestSearch({ ...deps, nextId, deadlineMs: DEADLINE_MS, ttlMs: TTL_MS });
  const logOf = (id: SearchId): SearchLog => {
    const log = logs.get(id);
    if (log === undefined) throw new Error('no such search');
    return log;
  };
  const entries = (id: SearchId): readonly Entry[] => logOf(id).entries;

  return {
    ...deps,
    deps,
    logs,
    way,
    nextId,
    happenings,
    closeSearch: closeSearch(deps),
    /** Creates a search as a client does. */
    request: async (): Promise<SearchId> => {
      const requested = await request(REQUESTED.criteria, new AbortController().signal);
      return requested._unsafeUnwrap().search_id;
    },
    tryToRequest: () => request(REQUESTED.criteria, new AbortController().signal),
    entries,
    statuses: (id: SearchId): string =>
      entries(id)
        .map(({ status }) => status)
        .join(' '),
    /** What lies there as its readers understand it. */
    messages: (id: SearchId): readonly FlightMessage[] =>
      entries(id).flatMap(({ status, payload }) =>
        isStatus(status) ? (parseMessage({ status, payload }) ?? []) : [],
      ),
    /** Writes an entry, as anyone may who can reach the store. */
    write: (id: SearchId, status: string, payload = '{}', seq?: number): Position => {
      const position = logOf(id).write({ status, payload, seq }, clock.now());
      logs.ring(id);
      return position;
    },
    trim: (id: SearchId, position: Position): void => logOf(id).remove(position),
    /** How many hear the bell of a search. */
    listeners: (id: SearchId): number => {
      const before = heard;
      logs.ring(id);
      return heard - before;
    },
  };
};

export type SearchWorld = ReturnType<typeof searchWorld>;
