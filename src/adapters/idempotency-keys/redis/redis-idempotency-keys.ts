import type { Redis } from 'ioredis';
import type { ResultAsync } from 'neverthrow';
import {
  type IdempotencyKeys,
  KEY_LASTS_MS,
  type KeyHolder,
} from '../../../domain/ports/idempotency-keys.ts';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';
import { isSearchId } from '../../../domain/search/search-id.ts';
import { attempt } from '../../redis/attempt.ts';
import { runScript, script } from '../../redis/script.ts';
import { unexpected } from '../../redis/stream-reply.ts';

/** KEYS key · ARGV from (empty: nobody), to, ttl ms. Answers who holds the key then. */
const HOLD = script(`
local held = redis.call('GET', KEYS[1])
if held and held ~= ARGV[1] then return held end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return ARGV[2]
`);

const textOf = ({ id, created, fingerprint }: KeyHolder): string =>
  `${id} ${created ? 'created' : 'requested'} ${fingerprint}`;

const holderOf = (reply: unknown): KeyHolder => {
  const [id = '', state, fingerprint] = typeof reply === 'string' ? reply.split(' ') : [];
  if (!isSearchId(id) || fingerprint === undefined) return unexpected(reply);
  return { id, fingerprint, created: state === 'created' };
};

export class RedisIdempotencyKeys implements IdempotencyKeys {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  hold(key: string, to: KeyHolder, from?: KeyHolder): ResultAsync<KeyHolder, Unavailable> {
    const args = [from === undefined ? '' : textOf(from), textOf(to), KEY_LASTS_MS];
    return attempt(this.#redis, () =>
      runScript(this.#redis, HOLD, [`flight.search.idempotency:${key}`], args),
    ).map(holderOf);
  }
}
