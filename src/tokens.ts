import type { Container } from 'inversify';
import type { Router } from '@koa/router';
import type Koa from 'koa';
import type { Logger } from 'pino';
import type { RedisBells } from './adapters/redis/bells.ts';
import type { RedisLink } from './adapters/redis/connect.ts';
import type { FollowOverSse } from './adapters/http/follow-over-sse.ts';
import type { Viewers } from './adapters/http/viewers.ts';
import type { Metrics } from './adapters/telemetry/metrics.ts';
import type { CancelSearch } from './application/cancel-search.ts';
import type { CloseSearch, Ending } from './application/close-search.ts';
import type { FollowSearch } from './application/follow-search.ts';
import type { ProvideSignals } from './application/provide-searches.ts';
import type { ReadEntries } from './application/read-entries.ts';
import type { RequestSearch } from './application/request-search.ts';
import type { RunSearch } from './application/run-search.ts';
import type { SnapshotSearch } from './application/snapshot-search.ts';
import type { SearchView } from './domain/flights/search-view.ts';
import type { Clock } from './domain/ports/clock.ts';
import type { Deadlines } from './domain/ports/deadlines.ts';
import type { Journal } from './domain/ports/journal.ts';
import type { RequestQueue } from './domain/ports/request-queue.ts';
import type { ResultStream } from './domain/ports/result-stream.ts';
import type { NextSearchId } from './domain/ports/search-ids.ts';
import type { Supplier } from './domain/ports/supplier.ts';

/** Names a thing in the container, and its type: a binding that gives something else does not compile. */
export type Token<T> = symbol & { readonly standsFor: T };

/** The type of a token is only ever what it is declared to be; there is no value behind it to check. */
const token = <T>(name: string): Token<T> => Symbol(name) as Token<T>;

export const TOKENS = {
  clock: token<Clock>('clock'),
  nextSearchId: token<NextSearchId>('next search id'),
  providerId: token<string>('provider id'),
  draining: token<AbortController>('draining'),
  deadlineMs: token<number>('deadline'),
  supplierTimeoutMs: token<number>('supplier timeout'),
  heartbeatMs: token<number>('heartbeat'),
  ttlMs: token<number>('TTL'),
  completedTtlMs: token<number | undefined>('TTL of a completed search'),
  graceMs: token<number | undefined>('grace'),
  keptAtMostMs: token<number>('kept at most'),
  logger: token<Logger>('logger'),
  metrics: token<Metrics>('metrics'),
  journal: token<Journal>('journal'),
  onCrash: token<(error: unknown, traceId?: string) => void>('on crash'),
  viewers: token<Viewers>('viewers'),
  isStoreReady: token<() => Promise<boolean>>('is store ready'),
  redisLink: token<RedisLink>('Redis link'),
  redisBells: token<RedisBells>('Redis bells'),
  resultStream: token<ResultStream>('result stream'),
  requestQueue: token<RequestQueue>('request queue'),
  deadlines: token<Deadlines>('deadlines'),
  suppliers: token<readonly Supplier[]>('suppliers'),
  ending: token<Ending<SearchView>>('ending'),
  requestSearch: token<RequestSearch>('request search'),
  followSearch: token<FollowSearch>('follow search'),
  readEntries: token<ReadEntries>('read entries'),
  snapshotSearch: token<SnapshotSearch>('snapshot search'),
  closeSearch: token<CloseSearch>('close search'),
  cancelSearch: token<CancelSearch>('cancel search'),
  closeOverdue: token<(signal: AbortSignal) => Promise<void>>('close overdue'),
  runSearch: token<RunSearch>('run search'),
  provideSearches: token<(signals: ProvideSignals) => Promise<void>>('provide searches'),
  followOverSse: token<FollowOverSse>('follow over SSE'),
  searchRoutes: token<Router>('search routes'),
  adminRoutes: token<Router>('admin routes'),
  app: token<Koa>('app'),
  adminApp: token<Koa>('admin app'),
} as const;

type TokensOf<Things> = { readonly [Name in keyof Things]: Token<Things[Name]> };

/**
 * Binds a token to what a plain function makes of the things of other tokens, once. The container's own types do not
 * follow a token to its thing, so it is told nothing, and the types of this function say it all.
 */
export const provide = <T, Things>(
  container: Container,
  what: Token<T>,
  from: TokensOf<Things>,
  make: (things: Things) => T,
): void => {
  const names = Object.keys(from);
  const makeOf = (...things: unknown[]): T =>
    make(Object.fromEntries(names.map((name, at) => [name, things[at]])) as Things);
  container.bind<T>(what).toResolvedValue(makeOf, Object.values(from) as never);
};

/** What a token stands for. */
export const thing = <T>(container: Container, what: Token<T>): T => container.get<T>(what);
