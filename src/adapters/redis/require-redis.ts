import type { Redis } from 'ioredis';
import { err, ok, type Result } from 'neverthrow';
import { attempt } from './attempt.ts';

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

/** Undefined as soon as the link is ready, else what kept it from being so. */
const whyNotReady = (redis: Redis, withinMs: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    if (redis.status === 'ready') return resolve(undefined);
    let reason = 'the connection is silent';
    const done = (why: string | undefined): void => {
      clearTimeout(timer);
      redis.off('ready', onReady);
      redis.off('error', onError);
      resolve(why);
    };
    const onReady = (): void => done(undefined);
    const onError = ({ message }: Error): void => {
      reason = message;
    };
    const timer = setTimeout(() => done(reason), withinMs);
    redis.on('ready', onReady);
    redis.on('error', onError);
  });

/** The client goes on with database 0 where the one it was told is not there. */
const whyNoDatabase = async (redis: Redis): Promise<string | undefined> => {
  const { db = 0 } = redis.options;
  try {
    await redis.select(db);
    return undefined;
  } catch (error) {
    return `database ${db} cannot be used (${error instanceof Error ? error.message : String(error)})`;
  }
};

/** At start: a Redis that is there and fit for us, or a sentence that says what is wrong. */
export const requireRedis = async (redis: Redis, withinMs: number): Promise<Result<void, string>> => {
  const why = await whyNotReady(redis, withinMs);
  if (why !== undefined) return err(`no Redis let us in within ${withinMs / 1_000} s (${why})`);
  const noDatabase = await whyNoDatabase(redis);
  if (noDatabase !== undefined) return err(noDatabase);
  const info = await attempt(redis, () => redis.info());
  if (info.isErr()) return err(`Redis does not say what it is (${info.error.reason})`);
  const unfit = whyUnfit(info.value);
  return unfit === undefined ? ok(undefined) : err(unfit);
};
