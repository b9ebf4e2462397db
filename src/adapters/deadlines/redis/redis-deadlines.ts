import type { Redis } from 'ioredis';
import type { ResultAsync } from 'neverthrow';
import type { Deadlines } from '../../../domain/ports/deadlines.ts';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';
import { isSearchId, type SearchId } from '../../../domain/search/search-id.ts';
import { attempt } from '../../redis/attempt.ts';
import { runScript, script } from '../../redis/script.ts';

/** Spread over so many sorted sets, so that in a cluster no one node holds them all. */
const SHARDS = 64;

const shardKey = (shard: number): string => `flight.search.deadlines:{${shard}}`;
/** By the random end of the id: its beginning is a time, the same for all searches of a moment. */
const keyOf = (id: SearchId): string => shardKey(Number.parseInt(id.slice(-4), 16) % SHARDS);

/** KEYS shard · ARGV search id, in how many ms. The score is a time of Redis, in ms; the first one that was set stands. */
const SET = script(`
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], 'NX', string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2]), ARGV[1])
return 'ok'
`);

/** KEYS shard · ARGV search id. How many ms are left, as text; nil where there is no deadline. */
const LEFT = script(`
local due = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not due then return false end
local time = redis.call('TIME')
return string.format('%.0f', tonumber(due) - time[1] * 1000 - math.floor(time[2] / 1000))
`);

const millisecondsOf = ([seconds, microseconds]: readonly (number | string)[]): number =>
  Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);

export class RedisDeadlines implements Deadlines {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  set(id: SearchId, inMs: number): ResultAsync<void, Unavailable> {
    return attempt(this.#redis, () => runScript(this.#redis, SET, [keyOf(id)], [id, inMs])).map(
      () => undefined,
    );
  }

  left(id: SearchId): ResultAsync<number | undefined, Unavailable> {
    return attempt(this.#redis, () => runScript(this.#redis, LEFT, [keyOf(id)], [id])).map((leftMs) =>
      leftMs === null ? undefined : Number(leftMs),
    );
  }

  due(limit: number): ResultAsync<readonly SearchId[], Unavailable> {
    return attempt(this.#redis, async () => {
      const now = millisecondsOf(await this.#redis.time());
      const shards = this.#redis.pipeline();
      // Processes that all began with the same shard would all close the same searches.
      const first = Math.floor(Math.random() * SHARDS);
      for (let count = 0; count < SHARDS; count += 1)
        shards.zrangebyscore(shardKey((first + count) % SHARDS), 0, now, 'LIMIT', 0, limit);
      const replies = (await shards.exec()) ?? [];
      const ids = replies.flatMap(([error, members]) => {
        if (error !== null) throw error;
        return Array.isArray(members) ? members.filter((member) => isSearchId(String(member))) : [];
      });
      return ids.slice(0, limit);
    });
  }

  remove(id: SearchId): ResultAsync<void, Unavailable> {
    return attempt(this.#redis, () => this.#redis.zrem(keyOf(id), id)).map(() => undefined);
  }
}
