import { InMemoryDeadlines } from './adapters/deadlines/in-memory/in-memory-deadlines.ts';
import { RedisDeadlines } from './adapters/deadlines/redis/redis-deadlines.ts';
import { InMemoryIdempotencyKeys } from './adapters/idempotency-keys/in-memory/in-memory-idempotency-keys.ts';
import { RedisIdempotencyKeys } from './adapters/idempotency-keys/redis/redis-idempotency-keys.ts';
import { InMemoryRateLimits } from './adapters/rate-limits/in-memory/in-memory-rate-limits.ts';
import { RedisRateLimits } from './adapters/rate-limits/redis/redis-rate-limits.ts';
import { RedisBells } from './adapters/redis/bells.ts';
import { answers, connectRedis } from './adapters/redis/connect.ts';
import { plainReason } from './adapters/redis/plain-reason.ts';
import { InMemoryRequestQueue } from './adapters/request-queue/in-memory/in-memory-request-queue.ts';
import { RedisRequestQueue } from './adapters/request-queue/redis/redis-request-queue.ts';
import { aTurnLater } from './adapters/result-stream/in-memory/a-turn-later.ts';
import { InMemoryResultStream } from './adapters/result-stream/in-memory/in-memory-result-stream.ts';
import { RedisResultStream } from './adapters/result-stream/redis/redis-result-stream.ts';
import { InMemorySupplierAnswers } from './adapters/supplier-answers/in-memory/in-memory-supplier-answers.ts';
import { RedisSupplierAnswers } from './adapters/supplier-answers/redis/redis-supplier-answers.ts';
import type { Binder } from './tokens.ts';

/** Everything that is kept, in this process. */
export const bindInMemory = ({ provide, supply }: Binder): void => {
  supply('isStoreReady', async () => true);
  provide(
    'stream',
    ['clock', 'completedTtlMs'],
    (from) => new InMemoryResultStream({ ...from, carry: aTurnLater }),
  );
  provide('queue', ['clock'], ({ clock }) => new InMemoryRequestQueue(clock));
  provide('deadlines', ['clock'], ({ clock }) => new InMemoryDeadlines(clock));
  provide('keys', ['clock'], ({ clock }) => new InMemoryIdempotencyKeys(clock));
  provide('answers', ['clock'], ({ clock }) => new InMemorySupplierAnswers(clock));
  provide('rateLimits', ['rateLimit'], ({ rateLimit }) =>
    rateLimit === 0 ? undefined : new InMemoryRateLimits(rateLimit),
  );
};

/** Everything that is kept, in the Redis that the processes share. */
export const bindRedis = ({ provide }: Binder, url: string): void => {
  provide('link', ['journal'], ({ journal }) =>
    connectRedis(url, {
      onTrouble: ({ message }) => journal({ type: 'store_unavailable', during: 'link', reason: message }),
      onBack: () => journal({ type: 'store_reached' }),
    }),
  );
  provide('redis', ['link'], ({ link }) => link.commands);
  provide(
    'bells',
    ['link', 'journal'],
    ({ link, journal }) =>
      new RedisBells(link.subscriber, (error) =>
        journal({ type: 'store_unavailable', during: 'bell', reason: plainReason(error) }),
      ),
  );
  provide(
    'isStoreReady',
    ['redis'],
    ({ redis }) =>
      () =>
        answers(redis),
  );
  provide('stream', ['redis', 'bells', 'completedTtlMs'], (from) => new RedisResultStream(from));
  provide(
    'queue',
    ['redis', 'bells', 'providerId', 'journal'],
    ({ journal, ...from }) =>
      new RedisRequestQueue({
        ...from,
        onUnusable: (request) => journal({ type: 'request_dropped', request }),
      }),
  );
  provide('deadlines', ['redis'], ({ redis }) => new RedisDeadlines(redis));
  provide('keys', ['redis'], ({ redis }) => new RedisIdempotencyKeys(redis));
  provide('answers', ['redis'], ({ redis }) => new RedisSupplierAnswers(redis));
  provide('rateLimits', ['redis', 'rateLimit'], ({ redis, rateLimit }) =>
    rateLimit === 0 ? undefined : new RedisRateLimits(redis, rateLimit),
  );
};
