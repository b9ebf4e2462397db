import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { Container } from 'inversify';
import { systemClock } from './adapters/clock/system-clock.ts';
import { InMemoryDeadlines } from './adapters/deadlines/in-memory/in-memory-deadlines.ts';
import { RedisDeadlines } from './adapters/deadlines/redis/redis-deadlines.ts';
import { adminRoutes } from './adapters/http/admin-routes.ts';
import { createApp } from './adapters/http/app.ts';
import { followOverSse } from './adapters/http/follow-over-sse.ts';
import { pageRoutes } from './adapters/http/page.ts';
import { searchRoutes } from './adapters/http/search-routes.ts';
import { Viewers } from './adapters/http/viewers.ts';
import { InMemoryIdempotencyKeys } from './adapters/idempotency-keys/in-memory/in-memory-idempotency-keys.ts';
import { RedisIdempotencyKeys } from './adapters/idempotency-keys/redis/redis-idempotency-keys.ts';
import { RedisBells } from './adapters/redis/bells.ts';
import { answers, connectRedis } from './adapters/redis/connect.ts';
import { InMemoryRequestQueue } from './adapters/request-queue/in-memory/in-memory-request-queue.ts';
import { RedisRequestQueue } from './adapters/request-queue/redis/redis-request-queue.ts';
import { InMemoryResultStream } from './adapters/result-stream/in-memory/in-memory-result-stream.ts';
import { RedisResultStream } from './adapters/result-stream/redis/redis-result-stream.ts';
import { nextUuidV7 } from './adapters/search-ids/uuid-v7.ts';
import { simulatedSuppliers } from './adapters/suppliers/simulated/simulated-suppliers.ts';
import { createJournal } from './adapters/telemetry/journal.ts';
import { createLogger } from './adapters/telemetry/logger.ts';
import { createMetrics } from './adapters/telemetry/metrics.ts';
import { parseMessage } from './adapters/wire/parse-message.ts';
import { cancelSearch } from './application/cancel-search.ts';
import { closeOverdue } from './application/close-overdue.ts';
import { closeSearch } from './application/close-search.ts';
import { flightEnding } from './application/flight-ending.ts';
import { followSearch } from './application/follow-search.ts';
import { provideSearches } from './application/provide-searches.ts';
import { readEntries } from './application/read-entries.ts';
import { requestOnce } from './application/request-once.ts';
import { requestSearch } from './application/request-search.ts';
import { runSearch } from './application/run-search.ts';
import { snapshotSearch } from './application/snapshot-search.ts';
import { type Config, retentionOf } from './config.ts';
import { provide, supply } from './tokens.ts';

/** Everything a process is made of, from its settings. Nothing is made before it is asked for. */
export const createContainer = (config: Config): Container => {
  const container = new Container({ defaultScope: 'Singleton' });
  bindSettings(container, config);
  bindTelemetry(container, config);
  if (config.REDIS_URL === undefined) bindInMemory(container);
  else bindRedis(container, config.REDIS_URL);
  bindUseCases(container);
  bindSuppliers(container, config);
  bindHttp(container, config);
  return container;
};

const bindSettings = (container: Container, config: Config): void => {
  // Clients see it in `processing`, so it says nothing about the machine.
  supply(container, 'providerId', `provider-${randomBytes(6).toString('hex')}`);
  supply(container, 'clock', systemClock);
  supply(container, 'nextId', nextUuidV7);
  supply(container, 'draining', new AbortController());
  supply(container, 'deadlineMs', config.SEARCH_DEADLINE);
  supply(container, 'supplierTimeoutMs', config.SUPPLIER_TIMEOUT);
  supply(container, 'heartbeatMs', config.HEARTBEAT);
  const { ttlMs, completedTtlMs, graceMs, keptAtMostMs } = retentionOf(config);
  supply(container, 'ttlMs', ttlMs);
  supply(container, 'completedTtlMs', completedTtlMs);
  supply(container, 'graceMs', graceMs);
  supply(container, 'keptAtMostMs', keptAtMostMs);
  supply(container, 'parseMessage', parseMessage);
  supply(container, 'ending', flightEnding(parseMessage));
};

const bindTelemetry = (container: Container, config: Config): void => {
  const limits = { maxViewers: config.MAX_VIEWERS, maxPerSearch: config.MAX_VIEWERS_PER_SEARCH };
  supply(container, 'viewers', new Viewers(limits));
  supply(container, 'logger', createLogger(config.LOG_LEVEL));
  provide(container, 'metrics', ['viewers'], ({ viewers }) => createMetrics(() => viewers.count));
  provide(container, 'journal', ['logger', 'metrics', 'clock'], createJournal);
  provide(container, 'onCrash', ['logger'], ({ logger }) => (error, traceId) => {
    logger.error({ err: error, trace_id: traceId }, 'crashed');
  });
};

const bindInMemory = (container: Container): void => {
  supply(container, 'isStoreReady', async () => true);
  provide(container, 'stream', ['clock', 'completedTtlMs'], (from) => new InMemoryResultStream(from));
  provide(container, 'queue', ['clock'], ({ clock }) => new InMemoryRequestQueue(clock));
  provide(container, 'deadlines', ['clock'], ({ clock }) => new InMemoryDeadlines(clock));
  provide(container, 'keys', ['clock'], ({ clock }) => new InMemoryIdempotencyKeys(clock));
};

const bindRedis = (container: Container, url: string): void => {
  provide(container, 'link', ['journal'], ({ journal }) =>
    connectRedis(url, {
      onTrouble: ({ message }) => journal({ type: 'store_unavailable', during: 'link', reason: message }),
      onBack: () => journal({ type: 'store_reached' }),
    }),
  );
  provide(container, 'redis', ['link'], ({ link }) => link.commands);
  provide(
    container,
    'bells',
    ['link', 'journal'],
    ({ link, journal }) =>
      new RedisBells(link.subscriber, (error) =>
        journal({ type: 'store_unavailable', during: 'bell', reason: String(error) }),
      ),
  );
  provide(
    container,
    'isStoreReady',
    ['redis'],
    ({ redis }) =>
      () =>
        answers(redis),
  );
  provide(container, 'stream', ['redis', 'bells', 'completedTtlMs'], (from) => new RedisResultStream(from));
  provide(
    container,
    'queue',
    ['redis', 'bells', 'providerId', 'logger'],
    ({ logger, ...from }) =>
      new RedisRequestQueue({
        ...from,
        onUnusable: (request) => logger.warn({ request }, 'request_dropped'),
      }),
  );
  provide(container, 'deadlines', ['redis'], ({ redis }) => new RedisDeadlines(redis));
  provide(container, 'keys', ['redis'], ({ redis }) => new RedisIdempotencyKeys(redis));
};

const bindUseCases = (container: Container): void => {
  provide(
    container,
    'requestSearch',
    ['stream', 'queue', 'deadlines', 'nextId', 'clock', 'journal', 'deadlineMs', 'ttlMs'],
    requestSearch,
  );
  provide(
    container,
    'requestOnce',
    ['requestSearch', 'closeSearch', 'keys', 'stream', 'queue', 'parseMessage', 'nextId', 'clock'],
    requestOnce,
  );
  provide(container, 'closeSearch', ['stream', 'clock', 'journal', 'ending'], closeSearch);
  provide(container, 'cancelSearch', ['closeSearch', 'clock', 'keptAtMostMs'], cancelSearch);
  provide(container, 'closeOverdue', ['deadlines', 'closeSearch', 'clock', 'journal'], closeOverdue);
  provide(
    container,
    'followSearch',
    ['stream', 'deadlines', 'clock', 'journal', 'closeSearch', 'deadlineMs', 'keptAtMostMs', 'graceMs'],
    followSearch,
  );
  provide(container, 'readEntries', ['stream', 'clock', 'journal', 'keptAtMostMs'], readEntries);
  provide(container, 'snapshotSearch', ['stream', 'clock', 'ending', 'keptAtMostMs'], ({ ending, ...from }) =>
    snapshotSearch({ ...from, folding: ending }),
  );
};

const bindSuppliers = (container: Container, config: Config): void => {
  const simulation = { seed: config.SIMULATION_SEED, speed: config.SIMULATION_SPEED };
  provide(container, 'suppliers', ['clock'], ({ clock }) =>
    simulatedSuppliers({ clock, ...simulation }).filter(({ supplier_id }) =>
      config.SUPPLIERS.includes(supplier_id),
    ),
  );
  provide(
    container,
    'runSearch',
    ['stream', 'suppliers', 'deadlines', 'clock', 'journal', 'ending', 'providerId', 'supplierTimeoutMs'],
    runSearch,
  );
  provide(container, 'provideSearches', ['queue', 'clock', 'journal', 'runSearch'], provideSearches);
};

const bindHttp = (container: Container, { ROLE, ADMIN_PORT }: Config): void => {
  provide(
    container,
    'followOverSse',
    ['followSearch', 'heartbeatMs', 'deadlineMs', 'onCrash'],
    followOverSse,
  );
  provide(
    container,
    'searchRoutes',
    ['requestOnce', 'followOverSse', 'readEntries', 'snapshotSearch', 'cancelSearch', 'viewers', 'clock'],
    searchRoutes,
  );
  provide(container, 'adminRoutes', ['isStoreReady', 'draining', 'metrics'], adminRoutes);
  provide(container, 'app', ['searchRoutes', 'adminRoutes', 'onCrash'], (from) => {
    const served = ROLE === 'provider' ? [] : [from.searchRoutes, pageRoutes()];
    return createApp(ADMIN_PORT === undefined ? [...served, from.adminRoutes] : served, from.onCrash);
  });
  provide(container, 'adminApp', ['adminRoutes', 'onCrash'], (from) =>
    createApp([from.adminRoutes], from.onCrash),
  );
};
