import type { Redis } from 'ioredis';
import type { ResultAsync } from 'neverthrow';
import type { Tidied, Unavailable } from '../../../domain/ports/result-stream.ts';
import { attempt } from '../../redis/attempt.ts';
import { runScript } from '../../redis/script.ts';
import { ANY_STREAM } from './keys.ts';
import { TIDY } from './scripts.ts';

/** Keys that Redis looks at for one step, whatever they are: little enough to hold up nobody. */
const SCANNED_AT_ONCE = 100;

/**
 * Goes round all keys of a Redis, a step with each call. A name may be any bytes, since anybody may have chosen it, and so is
 * never made a text of.
 */
export const tidyStreams = (redis: Redis): ((ttlMs: number) => ResultAsync<Tidied, Unavailable>) => {
  let cursor = '0';
  return (ttlMs) =>
    attempt(redis, async () => {
      const [next, keys] = await redis.scanBuffer(cursor, 'MATCH', ANY_STREAM, 'COUNT', SCANNED_AT_ONCE);
      const removed = keys.length === 0 ? 0 : Number(await runScript(redis, TIDY, keys, [ttlMs]));
      cursor = next.toString();
      return { removed, isRoundOver: cursor === '0' };
    });
};
