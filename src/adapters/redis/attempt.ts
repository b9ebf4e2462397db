import type { Redis } from 'ioredis';
import { err, ok, ResultAsync } from 'neverthrow';
import type { Unavailable } from '../../domain/ports/result-stream.ts';
import { plainReason } from './plain-reason.ts';

/** What a Redis that cannot serve just now answers. Any other error reply is a mistake of ours, and thrown. */
const CANNOT_SERVE =
  /^(OOM|READONLY|NOREPLICAS|LOADING|MASTERDOWN|BUSY|CLUSTERDOWN|TRYAGAIN|MISCONF|NOAUTH|WRONGPASS|NOPERM|UNBLOCKED|ERR max number of clients|ERR The user executing the script can't)\b/;

export const isErrorReply = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'ReplyError';

export const unavailable = (reason: string): Unavailable => ({ type: 'unavailable', reason });

/** Anything but an error reply is the link's doing: cut, timed out, not there yet. */
export const toUnavailable = (error: unknown): Unavailable => {
  if (!(error instanceof Error)) throw error;
  if (isErrorReply(error) && !CANNOT_SERVE.test(error.message)) throw error;
  return unavailable(plainReason(error));
};

/** Commands under way on each connection. */
const underWay = new WeakMap<Redis, Set<() => void>>();

const cutsOf = (redis: Redis): Set<() => void> => {
  const known = underWay.get(redis);
  if (known !== undefined) return known;
  const cuts = new Set<() => void>();
  underWay.set(redis, cuts);
  redis.on('close', () => {
    for (const cut of cuts) cut();
  });
  return cuts;
};

/** An answer that a cut connection still owes never comes; ioredis would leave its command to the timeout. */
export const unlessCut = <T>(redis: Redis, answer: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const cuts = cutsOf(redis);
    const cut = (): void => reject(new Error('the link was cut'));
    cuts.add(cut);
    void answer.then(resolve, reject).finally(() => cuts.delete(cut));
  });

/** Runs a command; a link or a server that fails is a value. */
export const attempt = <T>(redis: Redis, command: () => Promise<T>): ResultAsync<T, Unavailable> =>
  new ResultAsync(
    (async () => {
      try {
        return ok(await unlessCut(redis, command()));
      } catch (error) {
        return err(toUnavailable(error));
      }
    })(),
  );
