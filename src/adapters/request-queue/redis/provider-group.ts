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
import { runScript } from '../../redis/script.ts';
import { FORGET, LEAVE } from './scripts.ts';

export const REQUESTS_KEY = 'flight.search.requests';
export const PROVIDERS_GROUP = 'providers';

/** A look finds a few at most, since providers look every minute; should it be more, the next look goes on. */
const MAX_FORGOTTEN = 100;

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
const ask = (redis: Redis, command: () => Promise<unknown>): ResultAsync<unknown, Unavailable> =>
  attempt(redis, async () => {
    try {
      return await command();
    } catch (error) {
      if (!startsWith(error, 'NOGROUP')) throw error;
      await createGroup(redis);
      return command();
    }
  });

/** Requests that nobody has claimed yet. */
export const claimNew = (
  redis: Redis,
  provider: string,
  limit: number,
): ResultAsync<readonly RawEntry[], Unavailable> =>
  ask(redis, () =>
    redis.call(
      'XREADGROUP',
      'GROUP',
      PROVIDERS_GROUP,
      provider,
      'COUNT',
      limit,
      'STREAMS',
      REQUESTS_KEY,
      '>',
    ),
  ).map(rawEntriesReadOf);

/**
 * Requests whose provider has let its claim lapse. Redis looks at a few claims only, so the next look goes on behind them.
 */
export const claimLapsed = (
  redis: Redis,
  provider: string,
  limit: number,
  from: string,
): ResultAsync<ClaimedEntries, Unavailable> =>
  ask(redis, () =>
    redis.call('XAUTOCLAIM', REQUESTS_KEY, PROVIDERS_GROUP, provider, CLAIM_LASTS_MS, from, 'COUNT', limit),
  ).map(claimedEntriesOf);

/** Providers that ended without a word are in the group for ever, unless somebody takes them out of it. */
export const forgetGone = (redis: Redis, goneAfterMs: number): ResultAsync<void, Unavailable> =>
  ask(redis, () =>
    runScript(redis, FORGET, [REQUESTS_KEY], [PROVIDERS_GROUP, goneAfterMs, MAX_FORGOTTEN]),
  ).map(() => undefined);

/** A provider that still holds a claim stays in the group, for others to take it over. */
export const leaveGroup = (redis: Redis, provider: string): ResultAsync<void, Unavailable> =>
  ask(redis, () => runScript(redis, LEAVE, [REQUESTS_KEY], [PROVIDERS_GROUP, provider])).map(() => undefined);
