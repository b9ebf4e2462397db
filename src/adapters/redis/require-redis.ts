import type { Redis } from 'ioredis';
import { err, ok, type Result } from 'neverthrow';

/** Sharded rings, exact trimming by id and deleted claims are what 7.0 brought. */
const OLDEST = 7;

const field = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim();

/** What makes a server unfit, in a sentence; undefined if it will do. */
export const whyUnfit = (info: string): string | undefined => {
  const version = field(info, 'redis_version') ?? 'unknown';
  if (!(Number.parseInt(version, 10) >= OLDEST)) {
    return `Redis ${version} is too old: flight-search needs Redis ${OLDEST}.0 or newer, or Valkey`;
  }
  if (field(info, 'redis_mode') === 'sentinel')
    return 'this is a Sentinel, not a Redis: connect to the primary';
  if (field(info, 'redis_mode') === 'cluster')
    return 'this is a Redis Cluster: connect to a Redis that is none';
  if (field(info, 'role') !== 'master')
    return 'this Redis is a replica and cannot be written to: connect to its primary';
  return undefined;
};

const becomesReady = (redis: Redis, withinMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    if (redis.status === 'ready') return resolve(true);
    const done = (ready: boolean) => (): void => {
      clearTimeout(timer);
      redis.off('ready', onReady);
      resolve(ready);
    };
    const onReady = done(true);
    const timer = setTimeout(done(false), withinMs);
    redis.once('ready', onReady);
  });

/** At start: a Redis that is there and fit for us, or a sentence that says what is wrong. */
export const requireRedis = async (redis: Redis, withinMs: number): Promise<Result<void, string>> => {
  if (!(await becomesReady(redis, withinMs))) return err(`no Redis answered within ${withinMs / 1_000} s`);
  const unfit = whyUnfit(await redis.info());
  return unfit === undefined ? ok(undefined) : err(unfit);
};
