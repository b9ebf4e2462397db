import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { Container } from 'inversify';
import { loadCarriers } from './adapters/carriers/load-carriers.ts';
import { systemClock } from './adapters/clock/system-clock.ts';
import { addressOf } from './adapters/http/address-of.ts';
import { adminRoutes } from './adapters/http/admin-routes.ts';
import { airportRoutes } from './adapters/http/airport-routes.ts';
import { createApp } from './adapters/http/app.ts';
import { followOverSse } from './adapters/http/follow-over-sse.ts';
import { pageRoutes } from './adapters/http/page.ts';
import { turnAway } from './adapters/http/turn-away.ts';
import { requesters } from './adapters/http/requesters.ts';
import { searchRoutes } from './adapters/http/search-routes.ts';
import { Viewers } from './adapters/http/viewers.ts';
import { loadPlaces } from './adapters/places/load-places.ts';
import { nextUuidV7 } from './adapters/search-ids/uuid-v7.ts';
import { createJournal } from './adapters/telemetry/journal.ts';
import { createLogger } from './adapters/telemetry/logger.ts';
import { createMetrics } from './adapters/telemetry/metrics.ts';
import { temporalTimeZones } from './adapters/time-zones/temporal-time-zones.ts';
import { callerIn } from './adapters/wire/caller-in.ts';
import { parseMessage } from './adapters/wire/parse-message.ts';
import { cancelSearch } from './application/cancel-search.ts';
import { closeOverdue } from './application/close-overdue.ts';
import { closeSearch } from './application/close-search.ts';
import { flightEnding } from './application/flight-ending.ts';
import { FoldedSearches } from './application/folded-searches.ts';
import { followSearch } from './application/follow-search.ts';
import { pageSearch } from './application/page-search.ts';
import { provideSearches } from './application/provide-searches.ts';
import { readEntries } from './application/read-entries.ts';
import { requestOnce } from './application/request-once.ts';
import { requestSearch } from './application/request-search.ts';
import { runSearch } from './application/run-search.ts';
import { snapshotSearch } from './application/snapshot-search.ts';
import { spendAllowance } from './application/spend-allowance.ts';
import { type Config, retentionOf } from './config.ts';
import { bindInMemory, bindRedis } from './store-bindings.ts';
import { createSuppliers, type LoadedModules } from './suppliers.ts';
import { type Binder, binderOf } from './tokens.ts';

/** Everything a process is made of, from its settings. Nothing is made before it is asked for. */
export const createContainer = (config: Config, modules: LoadedModules = new Map()): Container => {
  const container = new Container({ defaultScope: 'Singleton' });
  const binder = binderOf(container);
  bindSettings(binder, config);
  bindTelemetry(binder, config);
  if (config.REDIS_URL === undefined) bindInMemory(binder);
  else bindRedis(binder, config.REDIS_URL);
  bindWorld(binder);
  bindUseCases(binder);
  bindSuppliers(binder, config, modules);
  bindDoors(binder, config);
  bindHttp(binder, config);
  return container;
};

const bindSettings = ({ supply }: Binder, config: Config): void => {
  // Clients see it in `processing`, so it says nothing about the machine.
  supply('providerId', `provider-${randomBytes(6).toString('hex')}`);
  supply('clock', systemClock);
  supply('nextId', nextUuidV7);
  supply('draining', new AbortController());
  supply('deadlineMs', config.SEARCH_DEADLINE);
  supply('supplierTimeoutMs', config.SUPPLIER_TIMEOUT);
  supply('heartbeatMs', config.HEARTBEAT);
  const { ttlMs, completedTtlMs, graceMs, keptAtMostMs } = retentionOf(config);
  supply('ttlMs', ttlMs);
  supply('completedTtlMs', completedTtlMs);
  supply('graceMs', graceMs);
  supply('keptAtMostMs', keptAtMostMs);
  supply('rateLimit', config.RATE_LIMIT);
  supply('parseMessage', parseMessage);
  supply('callerIn', callerIn);
  supply('ending', flightEnding(parseMessage));
};

const bindTelemetry = ({ provide, supply }: Binder, config: Config): void => {
  const limits = { maxViewers: config.MAX_VIEWERS, maxPerSearch: config.MAX_VIEWERS_PER_SEARCH };
  supply('viewers', new Viewers(limits));
  supply('logger', createLogger(config.LOG_LEVEL));
  provide('metrics', ['viewers'], ({ viewers }) => createMetrics(() => viewers.count));
  provide('journal', ['logger', 'metrics', 'clock'], createJournal);
  provide('onCrash', ['logger'], ({ logger }) => (error, traceId) => {
    logger.error({ err: error, trace_id: traceId }, 'crashed');
  });
};

const bindUseCases = ({ provide }: Binder): void => {
  provide(
    'requestSearch',
    ['stream', 'queue', 'deadlines', 'nextId', 'clock', 'journal', 'deadlineMs', 'ttlMs'],
    requestSearch,
  );
  provide(
    'requestOnce',
    ['requestSearch', 'closeSearch', 'keys', 'stream', 'queue', 'parseMessage', 'nextId', 'clock'],
    requestOnce,
  );
  provide('closeSearch', ['stream', 'clock', 'journal', 'ending'], closeSearch);
  provide('cancelSearch', ['closeSearch', 'stream', 'callerIn', 'clock', 'keptAtMostMs'], cancelSearch);
  provide(
    'closeOverdue',
    ['stream', 'deadlines', 'closeSearch', 'clock', 'journal', 'ttlMs', 'graceMs'],
    closeOverdue,
  );
  provide(
    'followSearch',
    ['stream', 'deadlines', 'clock', 'journal', 'closeSearch', 'deadlineMs', 'keptAtMostMs', 'graceMs'],
    followSearch,
  );
  provide('readEntries', ['stream', 'clock', 'journal', 'keptAtMostMs'], readEntries);
  provide(
    'folded',
    ['stream', 'ending'],
    ({ stream, ending }) => new FoldedSearches({ stream, folding: ending }),
  );
  provide('snapshotSearch', ['folded', 'clock', 'keptAtMostMs'], snapshotSearch);
  provide('pageSearch', ['folded', 'clock', 'keptAtMostMs'], pageSearch);
};

const bindWorld = ({ provide }: Binder): void => {
  provide('places', [], loadPlaces);
  provide('carriers', [], loadCarriers);
  provide('timeZones', [], temporalTimeZones);
};

const bindSuppliers = ({ provide }: Binder, config: Config, modules: LoadedModules): void => {
  provide('suppliers', ['clock', 'journal', 'places', 'carriers', 'timeZones', 'answers'], (from) =>
    createSuppliers(config, modules, from),
  );
  provide(
    'runSearch',
    [
      'stream',
      'suppliers',
      'deadlines',
      'clock',
      'journal',
      'ending',
      'providerId',
      'supplierTimeoutMs',
      'places',
      'carriers',
      'timeZones',
    ],
    runSearch,
  );
  provide('provideSearches', ['queue', 'clock', 'journal', 'runSearch'], provideSearches);
};

/** Who may request, how often, and from where. */
const bindDoors = ({ provide, supply }: Binder, { API_KEYS, TRUST_PROXY }: Config): void => {
  supply('addressOf', addressOf(TRUST_PROXY));
  provide('turnAway', ['journal'], ({ journal }) => turnAway(journal));
  provide('requesters', ['addressOf', 'turnAway'], (from) => requesters({ ...from, apiKeys: API_KEYS }));
  provide('spendAllowance', ['rateLimits', 'clock'], ({ rateLimits, clock }) =>
    rateLimits === undefined ? undefined : spendAllowance({ rateLimits, clock }),
  );
};

const bindHttp = ({ provide }: Binder, { ROLE, ADMIN_PORT, CORS_ORIGINS }: Config): void => {
  provide('followOverSse', ['followSearch', 'heartbeatMs', 'deadlineMs', 'onCrash'], followOverSse);
  provide(
    'searchRoutes',
    [
      'requestOnce',
      'followOverSse',
      'readEntries',
      'snapshotSearch',
      'pageSearch',
      'cancelSearch',
      'viewers',
      'addressOf',
      'turnAway',
      'requesters',
      'spendAllowance',
      'journal',
      'clock',
      'places',
      'timeZones',
    ],
    searchRoutes,
  );
  provide('airportRoutes', ['places'], ({ places }) => airportRoutes(places));
  provide('adminRoutes', ['isStoreReady', 'draining', 'metrics'], adminRoutes);
  provide('app', ['searchRoutes', 'airportRoutes', 'adminRoutes', 'onCrash'], (from) => {
    const served = ROLE === 'provider' ? [] : [from.searchRoutes, from.airportRoutes, pageRoutes()];
    const routes = ADMIN_PORT === undefined ? [...served, from.adminRoutes] : served;
    return createApp(routes, from.onCrash, { origins: CORS_ORIGINS });
  });
  provide('adminApp', ['adminRoutes', 'onCrash'], (from) => createApp([from.adminRoutes], from.onCrash));
};
