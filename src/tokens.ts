import type { Container } from 'inversify';
import type { Router } from '@koa/router';
import type { Redis } from 'ioredis';
import type Koa from 'koa';
import type { Logger } from 'pino';
import type { RedisBells } from './adapters/redis/bells.ts';
import type { RedisLink } from './adapters/redis/connect.ts';
import type { AddressOf } from './adapters/http/address-of.ts';
import type { FollowOverSse } from './adapters/http/follow-over-sse.ts';
import type { TurnAway } from './adapters/http/turn-away.ts';
import type { Requesters } from './adapters/http/requesters.ts';
import type { Viewers } from './adapters/http/viewers.ts';
import type { Metrics } from './adapters/telemetry/metrics.ts';
import type { CancelSearch } from './application/cancel-search.ts';
import type { CloseSearch, Ending } from './application/close-search.ts';
import type { FoldedSearches } from './application/folded-searches.ts';
import type { FollowSearch } from './application/follow-search.ts';
import type { PageSearch } from './application/page-search.ts';
import type { ProvideSignals } from './application/provide-searches.ts';
import type { ReadEntries } from './application/read-entries.ts';
import type { RequestOnce } from './application/request-once.ts';
import type { RequestSearch } from './application/request-search.ts';
import type { RunSearch } from './application/run-search.ts';
import type { SnapshotSearch } from './application/snapshot-search.ts';
import type { SpendAllowance } from './application/spend-allowance.ts';
import type { SearchView } from './domain/flights/view/search-view.ts';
import type { Carriers } from './domain/ports/carriers.ts';
import type { Clock } from './domain/ports/clock.ts';
import type { Deadlines } from './domain/ports/deadlines.ts';
import type { IdempotencyKeys } from './domain/ports/idempotency-keys.ts';
import type { Journal } from './domain/ports/journal.ts';
import type { ParseMessage } from './domain/ports/parse-message.ts';
import type { Places } from './domain/ports/places.ts';
import type { RateLimits } from './domain/ports/rate-limits.ts';
import type { RequestQueue } from './domain/ports/request-queue.ts';
import type { ResultStream } from './domain/ports/result-stream.ts';
import type { NextSearchId } from './domain/ports/search-ids.ts';
import type { SupplierAnswers } from './domain/ports/supplier-answers.ts';
import type { TimeZones } from './domain/ports/time-zones.ts';
import type { Supplier } from './domain/ports/supplier.ts';

/** Everything that the container knows, by name. */
export interface Things {
  clock: Clock;
  nextId: NextSearchId;
  providerId: string;
  draining: AbortController;
  deadlineMs: number;
  supplierTimeoutMs: number;
  heartbeatMs: number;
  ttlMs: number;
  completedTtlMs: number | undefined;
  graceMs: number | undefined;
  keptAtMostMs: number;
  logger: Logger;
  metrics: Metrics;
  journal: Journal;
  onCrash: (error: unknown, traceId?: string) => void;
  viewers: Viewers;
  isStoreReady: () => Promise<boolean>;
  link: RedisLink;
  redis: Redis;
  bells: RedisBells;
  stream: ResultStream;
  queue: RequestQueue;
  deadlines: Deadlines;
  suppliers: readonly Supplier[];
  parseMessage: ParseMessage;
  callerIn: (payload: string) => string | undefined;
  ending: Ending<SearchView>;
  keys: IdempotencyKeys;
  answers: SupplierAnswers;
  rateLimit: number;
  rateLimits: RateLimits | undefined;
  places: Places;
  carriers: Carriers;
  timeZones: TimeZones;
  requestSearch: RequestSearch;
  requestOnce: RequestOnce;
  followSearch: FollowSearch;
  readEntries: ReadEntries;
  folded: FoldedSearches<SearchView>;
  snapshotSearch: SnapshotSearch;
  pageSearch: PageSearch;
  closeSearch: CloseSearch;
  cancelSearch: CancelSearch;
  closeOverdue: (signal: AbortSignal) => Promise<void>;
  runSearch: RunSearch;
  provideSearches: (signals: ProvideSignals) => Promise<void>;
  addressOf: AddressOf;
  turnAway: TurnAway;
  requesters: Requesters;
  spendAllowance: SpendAllowance | undefined;
  followOverSse: FollowOverSse;
  searchRoutes: Router;
  airportRoutes: Router;
  adminRoutes: Router;
  app: Koa;
  adminApp: Koa;
}

/** Binds a name to what a plain function makes of the things of other names, once. */
type Provide = <Name extends keyof Things, const Deps extends readonly (keyof Things)[]>(
  name: Name,
  deps: Deps,
  make: (things: Pick<Things, Deps[number]>) => Things[Name],
) => void;

/** Binds a name to what is there already. */
type Supply = <Name extends keyof Things>(name: Name, thing: Things[Name]) => void;

/** How names come to their things. */
export interface Binder {
  readonly provide: Provide;
  readonly supply: Supply;
}

/** The container's own types do not follow a name to its thing, so it is told nothing, and those of a binder say it all. */
export const binderOf = (container: Container): Binder => ({
  provide: (name, deps, make) => {
    const makeOf = (...found: unknown[]): ReturnType<typeof make> =>
      make(Object.fromEntries(deps.map((dep, at) => [dep, found[at]])) as Parameters<typeof make>[0]);
    container.bind(name).toResolvedValue(makeOf, [...deps]);
  },
  supply: (name, thing) => {
    container.bind(name).toConstantValue(thing);
  },
});

/** What a name stands for. */
export const thing = <Name extends keyof Things>(container: Container, name: Name): Things[Name] =>
  container.get<Things[Name]>(name);
