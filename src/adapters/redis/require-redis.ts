import type { Redis } from 'ioredis';
import { err, ok, type Result } from 'neverthrow';
import { attempt } from './attempt.ts';
import { infoField } from './info-field.ts';
import { linkTrouble } from './link-trouble.ts';
import { type StoreRisk, storeRisks } from './store-risks.ts';

/** Sharded rings, exact trimming by id and deleted claims are what 7.0 brought. */
const OLDEST = 7;

/** What makes a server unfit, in a sentence; undefined if it will do. */
export const whyUnfit = (info: string): string | undefined => {
  const version = infoField(info, 'redis_version') ?? 'unknown';
  if (!(Number.parseInt(version, 10) >= OLDEST)) {
    return `Redis ${version} is too old: flight-search needs Redis ${OLDEST}.0 or newer, or Valkey`;
  }
  if (infoField(info, 'redis_mode') === 'sentinel')
    return 'this is a Sentinel, not a Redis: redis+sentinel:// connects to the primary that it names';
  if (infoField(info, 'redis_mode') === 'cluster')
    return 'this is a Redis Cluster, where bells and batches of reads are not at home: connect to a Redis that is none';
  if (infoField(info, 'role') !== 'master')
    return 'this Redis is a replica and cannot be written to: connect to its primary';
  return undefined;
};

const SILENT = 'the connection is silent';
/** Without a word: it wants TLS, or what the Sentinels name as the primary is none. */
const CLOSED = 'the connection is closed at once; if it is to be TLS, use rediss';

/** Undefined as soon as the link is ready, else what kept it from being so. */
const whyNotReady = (redis: Redis, withinMs: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    if (redis.status === 'ready') return resolve(undefined);
    let reason = SILENT;
    const done = (why: string | undefined): void => {
      clearTimeout(timer);
      redis.off('ready', onReady).off('error', onError).off('sentinelError', onError).off('close', onClose);
      resolve(why);
    };
    const onReady = (): void => done(undefined);
    const onError = (error: Error): void => {
      reason = linkTrouble(error) ?? reason;
    };
    const onClose = (): void => {
      if (reason === SILENT) reason = CLOSED;
    };
    const timer = setTimeout(() => done(reason), withinMs);
    redis.on('ready', onReady).on('error', onError).on('sentinelError', onError).on('close', onClose);
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

/** At start: what is risked with a Redis that is there and fit for us, or a sentence that says what is wrong. */
export const requireRedis = async (
  redis: Redis,
  withinMs: number,
): Promise<Result<readonly StoreRisk[], string>> => {
  const why = await whyNotReady(redis, withinMs);
  if (why !== undefined) return err(`no Redis let us in within ${withinMs / 1_000} s (${why})`);
  const info = await attempt(redis, () => redis.info());
  if (info.isErr()) return err(`Redis does not say what it is (${info.error.reason})`);
  const unfit = whyUnfit(info.value);
  if (unfit !== undefined) return err(unfit);
  const noDatabase = await whyNoDatabase(redis);
  if (noDatabase !== undefined) return err(noDatabase);
  return ok(storeRisks(info.value, Array.isArray(redis.options.sentinels)));
};
