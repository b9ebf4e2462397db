import type { Redis } from 'ioredis';
import type { ResultAsync } from 'neverthrow';
import { CLAIM_LASTS_MS } from '../../../domain/ports/request-queue.ts';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';
import { attempt, isErrorReply } from '../../redis/attempt.ts';
import {
  type ClaimedEntries,
  claimedEntriesOf,
  type RawEntry,
  rawEntriesReadOf,
} from '../../redis/stream-reply.ts';

export const REQUESTS_KEY = 'flight.search.requests';
export const PROVIDERS_GROUP = 'providers';

type Command = readonly [string, ...(string | number)[]];

const startsWith = (error: unknown, code: string): boolean =>
  isErrorReply(error) && error.message.startsWith(code);

const createGroup = async (redis: Redis): Promise<void> => {
  try {
    await redis.call('XGROUP', 'CREATE', REQUESTS_KEY, PROVIDERS_GROUP, '0', 'MKSTREAM');
  } catch (error) {
    if (!startsWith(error, 'BUSYGROUP')) throw error;
  }
};

/** Creates the group where it is missing: at the very start, or after Redis lost it. */
const ask = (redis: Redis, [name, ...args]: Command): ResultAsync<unknown, Unavailable> =>
  attempt(redis, async () => {
    try {
      return await redis.call(name, ...args);
    } catch (error) {
      if (!startsWith(error, 'NOGROUP')) throw error;
      await createGroup(redis);
      return redis.call(name, ...args);
    }
  });

/** Requests that nobody has claimed yet. */
export const claimNew = (
  redis: Redis,
  provider: string,
  limit: number,
): ResultAsync<readonly RawEntry[], Unavailable> =>
  ask(redis, [
    'XREADGROUP',
    'GROUP',
    PROVIDERS_GROUP,
    provider,
    'COUNT',
    limit,
    'STREAMS',
    REQUESTS_KEY,
    '>',
  ]).map(rawEntriesReadOf);

/**
 * Requests whose provider has let its claim lapse. Redis looks at a few claims only, so the next look goes on behind them.
 */
export const claimLapsed = (
  redis: Redis,
  provider: string,
  limit: number,
  from: string,
): ResultAsync<ClaimedEntries, Unavailable> =>
  ask(redis, [
    'XAUTOCLAIM',
    REQUESTS_KEY,
    PROVIDERS_GROUP,
    provider,
    CLAIM_LASTS_MS,
    from,
    'COUNT',
    limit,
  ]).map(claimedEntriesOf);
