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

const entriesFrom = (redis: Redis, key: string, from: string, count: number) =>
  attemptOnStream(redis, () => redis.call('XRANGE', key, from, '+', 'COUNT', count)).map(entriesOf);

const bytesOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, entry) => sum + entryBytes(entry), 0);

const entriesBehind = async (
  redis: Redis,
  key: string,
  after: Position,
  limit: number,
): Promise<Result<readonly Entry[], Gone | Unavailable>> => {
  const entries: Entry[] = [];
  for (let look = Math.min(FIRST_LOOK, limit); look > 0; look = Math.min(look * 2, limit - entries.length)) {
    const more = await entriesFrom(redis, key, `(${entries.at(-1)?.position ?? after}`, look);
    if (more.isErr()) return err(more.error);
    entries.push(...more.value);
    if (more.value.length < look || bytesOf(entries) >= PAGE_BYTES) break;
  }
  return ok(fitPage(entries));
};

const fromBeginning = async (
  redis: Redis,
  key: string,
  limit: number,
  reset: boolean,
): Promise<Result<PageBehind, Gone | Unavailable>> => {
  const entries = await entriesBehind(redis, key, BEGINNING, limit);
  if (entries.isErr()) return err(entries.error);
  return entries.value.length === 0
    ? err({ type: 'gone' })
    : ok({ start: undefined, reset, entries: entries.value });
};

const fromPosition = async (
  redis: Redis,
  key: string,
  after: Position,
  limit: number,
): Promise<Result<PageBehind, Gone | Unavailable>> => {
  const found = await entriesFrom(redis, key, after, 1);
  if (found.isErr()) return err(found.error);
  const [start] = found.value;
  if (start?.position !== after) return fromBeginning(redis, key, limit, true);
  // Behind the end of its search there is nothing to read, and behind the largest position nothing to ask for.
  const entries = isFinal(after) ? ok([]) : await entriesBehind(redis, key, after, limit);
  return entries.map((behind) => ({ start, reset: false, entries: behind }));
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
