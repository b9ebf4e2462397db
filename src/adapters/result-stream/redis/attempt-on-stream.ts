import type { Redis } from 'ioredis';
import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import type { Gone, Unavailable } from '../../../domain/ports/result-stream.ts';
import { attempt, isErrorReply } from '../../redis/attempt.ts';

/** Somebody made something else of the key of a stream. */
export const isNoStream = (error: unknown): boolean =>
  isErrorReply(error) && error.message.startsWith('WRONGTYPE');

/** Runs a command on a stream; what is no stream is as good as none. */
export const attemptOnStream = <T>(
  redis: Redis,
  command: () => Promise<T>,
): ResultAsync<T, Gone | Unavailable> =>
  attempt(redis, async (): Promise<Result<T, Gone>> => {
    try {
      return ok(await command());
    } catch (error) {
      if (isNoStream(error)) return err({ type: 'gone' });
      throw error;
    }
  }).andThen((answer) => answer);
