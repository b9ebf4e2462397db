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
import { requestSearch } from './application/request-search.ts';
import { runSearch } from './application/run-search.ts';
import { snapshotSearch } from './application/snapshot-search.ts';
import { type Config, retentionOf } from './config.ts';
import { provide, TOKENS as T } from './tokens.ts';

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
  const providerId = `provider-${randomBytes(6).toString('hex')}`;
  container.bind(T.providerId).toConstantValue(providerId);
  container.bind(T.clock).toConstantValue(systemClock);
  container.bind(T.nextSearchId).toConstantValue(nextUuidV7);
  container.bind(T.draining).toConstantValue(new AbortController());
  container.bind(T.deadlineMs).toConstantValue(config.SEARCH_DEADLINE);
  container.bind(T.supplierTimeoutMs).toConstantValue(config.SUPPLIER_TIMEOUT);
  container.bind(T.heartbeatMs).toConstantValue(config.HEARTBEAT);
  const { ttlMs, completedTtlMs, graceMs, keptAtMostMs } = retentionOf(config);
  container.bind(T.ttlMs).toConstantValue(ttlMs);
  container.bind(T.completedTtlMs).toConstantValue(completedTtlMs);
  container.bind(T.graceMs).toConstantValue(graceMs);
  container.bind(T.keptAtMostMs).toConstantValue(keptAtMostMs);
  container.bind(T.ending).toConstantValue(flightEnding(parseMessage));
};

const bindTelemetry = (container: Container, config: Config): void => {
  const limits = { maxViewers: config.MAX_VIEWERS, maxPerSearch: config.MAX_VIEWERS_PER_SEARCH };
  container.bind(T.viewers).toConstantValue(new Viewers(limits));
  container.bind(T.logger).toConstantValue(createLogger(config.LOG_LEVEL));
  provide(container, T.metrics, { viewers: T.viewers }, ({ viewers }) => createMetrics(() => viewers.count));
  provide(container, T.journal, { logger: T.logger, metrics: T.metrics }, createJournal);
  provide(container, T.onCrash, { logger: T.logger }, ({ logger }) => (error, traceId) => {
    logger.error({ err: error, trace_id: traceId }, 'crashed');
  });
};

const bindInMemory = (container: Container): void => {
  const { clock, completedTtlMs } = T;
  container.bind(T.isStoreReady).toConstantValue(async () => true);
  provide(container, T.resultStream, { clock, completedTtlMs }, (from) => new InMemoryResultStream(from));
  provide(container, T.requestQueue, { clock }, (from) => new InMemoryRequestQueue(from.clock));
  provide(container, T.deadlines, { clock }, (from) => new InMemoryDeadlines(from.clock));
};

const bindRedis = (container: Container, url: string): void => {
  const { journal, logger, providerId, completedTtlMs } = T;
  const [link, bells] = [T.redisLink, T.redisBells];
  provide(container, link, { journal }, (from) =>
    connectRedis(url, ({ message }) =>
      from.journal({ type: 'store_unavailable', during: 'link', reason: message }),
    ),
  );
  provide(
    container,
    bells,
    { link, journal },
    (from) =>
      new RedisBells(from.link.subscriber, (error) =>
        from.journal({ type: 'store_unavailable', during: 'bell', reason: String(error) }),
      ),
  );
  provide(container, T.isStoreReady, { link }, (from) => () => answers(from.link.commands));
  provide(
    container,
    T.resultStream,
    { link, bells, completedTtlMs },
    (from) => new RedisResultStream({ ...from, redis: from.link.commands }),
  );
  provide(container, T.requestQueue, { link, bells, providerId, logger }, (from) => {
    const onUnusable = (request: string): void => from.logger.warn({ request }, 'request_dropped');
    return new RedisRequestQueue({ ...from, redis: from.link.commands, onUnusable });
  });
  provide(container, T.deadlines, { link }, (from) => new RedisDeadlines(from.link.commands));
};

const bindUseCases = (container: Container): void => {
  const { clock, journal, ttlMs, deadlineMs, keptAtMostMs, graceMs, closeSearch: close } = T;
  const [stream, queue, deadlines, ending] = [T.resultStream, T.requestQueue, T.deadlines, T.ending];
  const nextId = T.nextSearchId;
  provide(
    container,
    T.requestSearch,
    { stream, queue, deadlines, nextId, clock, journal, deadlineMs, ttlMs },
    requestSearch,
  );
  provide(container, close, { stream, clock, journal, ending }, closeSearch);
  provide(container, T.cancelSearch, { closeSearch: close, clock, keptAtMostMs }, cancelSearch);
  provide(container, T.closeOverdue, { deadlines, closeSearch: close, clock, journal }, closeOverdue);
  provide(
    container,
    T.followSearch,
    { stream, clock, journal, closeSearch: close, deadlineMs, keptAtMostMs, graceMs },
    followSearch,
  );
  provide(container, T.readEntries, { stream, clock, journal, keptAtMostMs }, readEntries);
  provide(container, T.snapshotSearch, { stream, clock, folding: ending, keptAtMostMs }, snapshotSearch);
};

const bindSuppliers = (container: Container, config: Config): void => {
  const { clock, journal, suppliers, providerId, supplierTimeoutMs, ending } = T;
  const stream = T.resultStream;
  const simulation = { seed: config.SIMULATION_SEED, speed: config.SIMULATION_SPEED };
  provide(container, suppliers, { clock }, (from) =>
    simulatedSuppliers({ clock: from.clock, ...simulation }).filter(({ supplier_id }) =>
      config.SUPPLIERS.includes(supplier_id),
    ),
  );
  provide(
    container,
    T.runSearch,
    { stream, suppliers, clock, journal, ending, providerId, supplierTimeoutMs },
    runSearch,
  );
  provide(
    container,
    T.provideSearches,
    { queue: T.requestQueue, clock, journal, runSearch: T.runSearch },
    provideSearches,
  );
};

const bindHttp = (container: Container, { ROLE, ADMIN_PORT }: Config): void => {
  const { isStoreReady, draining, metrics, onCrash, viewers, clock, heartbeatMs, deadlineMs } = T;
  const { requestSearch: request, followSearch: follow, readEntries: read, snapshotSearch: snapshot } = T;
  provide(
    container,
    T.followOverSse,
    { followSearch: follow, heartbeatMs, deadlineMs, onCrash },
    followOverSse,
  );
  provide(
    container,
    T.searchRoutes,
    {
      requestSearch: request,
      followOverSse: T.followOverSse,
      readEntries: read,
      snapshotSearch: snapshot,
      cancelSearch: T.cancelSearch,
      viewers,
      clock,
    },
    searchRoutes,
  );
  provide(container, T.adminRoutes, { isStoreReady, draining, metrics }, adminRoutes);
  const [searches, admin] = [T.searchRoutes, T.adminRoutes];
  provide(container, T.app, { searches, admin, onCrash }, (from) => {
    const served = ROLE === 'provider' ? [] : [from.searches, pageRoutes()];
    return createApp(ADMIN_PORT === undefined ? [...served, from.admin] : served, from.onCrash);
  });
  provide(container, T.adminApp, { admin, onCrash }, (from) => createApp([from.admin], from.onCrash));
};
