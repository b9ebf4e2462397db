import type { Redis } from 'ioredis';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Gone, PageBehind, Unavailable } from '../../../domain/ports/result-stream.ts';
import type { Entry } from '../../../domain/search/message.ts';
import { BEGINNING, isFinal, type Position } from '../../../domain/search/position.ts';
import { attemptOnStream } from './attempt-on-stream.ts';
import { entriesOf } from './entry-reply.ts';
import { entryBytes, fitPage, PAGE_BYTES } from '../fit-page.ts';

/** Entries of the first look; Redis counts entries and not bytes, so more come only while they are small. */
const FIRST_LOOK = 8;

const bytesOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, entry) => sum + entryBytes(entry), 0);

/** What lies at a position and behind it, about a page of it. */
const entriesFrom = async (
  redis: Redis,
  key: string,
  position: Position,
  limit: number,
): Promise<Result<readonly Entry[], Gone | Unavailable>> => {
  const entries: Entry[] = [];
  let from: string = position;
  for (let look = Math.min(FIRST_LOOK, limit); look > 0; look = Math.min(look * 2, limit - entries.length)) {
    const command = () => redis.call('XRANGE', key, from, '+', 'COUNT', look);
    const more = await attemptOnStream(redis, command).map(entriesOf);
    if (more.isErr()) return err(more.error);
    entries.push(...more.value);
    const last = entries.at(-1)?.position;
    if (last === undefined || more.value.length < look || bytesOf(entries) >= PAGE_BYTES) break;
    // It ends its search, and behind the largest position there is nothing to ask for.
    if (isFinal(last)) break;
    from = `(${last}`;
  }
  return ok(entries);
};

const fromBeginning = async (
  redis: Redis,
  key: string,
  limit: number,
  reset: boolean,
): Promise<Result<PageBehind, Gone | Unavailable>> => {
  const entries = await entriesFrom(redis, key, BEGINNING, limit);
  if (entries.isErr()) return err(entries.error);
  return entries.value.length === 0
    ? err({ type: 'gone' })
    : ok({ start: undefined, reset, entries: fitPage(entries.value) });
};

/** Whether the position is there and what lies behind it are one look: whoever waits for an end looks at every ring. */
const fromPosition = async (
  redis: Redis,
  key: string,
  after: Position,
  limit: number,
): Promise<Result<PageBehind, Gone | Unavailable>> => {
  const found = await entriesFrom(redis, key, after, limit + 1);
  if (found.isErr()) return err(found.error);
  const [start, ...entries] = found.value;
  if (start?.position !== after) return fromBeginning(redis, key, limit, true);
  return ok({ start, reset: false, entries: fitPage(entries) });
};

/** A page of a stream, without a trace of the reader in Redis. */
export const readPage = (
  redis: Redis,
  key: string,
  after: Position,
  limit: number,
): ResultAsync<PageBehind, Gone | Unavailable> =>
  new ResultAsync(
    after === BEGINNING ? fromBeginning(redis, key, limit, false) : fromPosition(redis, key, after, limit),
  );
