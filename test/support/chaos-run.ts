import { setMaxListeners } from 'node:events';
import { setInterval, setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { type Faults, faultsUntil } from './faults.ts';
import { ForeignProvider } from './foreign-provider.ts';
import { Program } from './program.ts';
import type { RedisServer } from './redis-server.ts';
import { isInOrder, lossesOf, repeatsOf, ReturningViewer } from './returning-viewer.ts';
import { requestSearch, storedEntries } from './searches.ts';
import { TcpProxy } from './tcp-proxy.ts';
import { until } from './until.ts';

/** With what begins and ends a search, it has forty-one entries. */
const RESULTS = 38;
const DEADLINE = '60s';
/** Behind the deadline and the two seconds within which everything ends. */
const PATIENCE_MS = 75_000;

export interface ChaosOptions {
  readonly seed: number;
  readonly viewers: number;
  /** Whose links suffer. */
  readonly suffers: 'gateway' | 'provider' | 'both';
  /** Between two entries of a provider that is one of the test; where the provider suffers, it is a real one. */
  readonly appendEveryMs?: number;
}

/** The links fail this long behind the end, while viewers are given it and let go of what was theirs. */
const AFTERWARDS_MS = 2_000;
const LOOK_EVERY_MS = 100;

/** What a run has shown. */
export interface ChaosOutcome {
  readonly entries: readonly string[];
  readonly losses: number;
  readonly repeats: number;
  readonly outOfOrder: number;
  /** Viewers that were not given the end. */
  readonly neverEnded: number;
  /** More than there are viewers where some were sent away and came back. */
  readonly connections: number;
  readonly groupsLeft: number;
  /** Of each link that suffered. */
  readonly faults: readonly Faults[];
}

const appendSlowly = async (provider: ForeignProvider, everyMs: number): Promise<void> => {
  await provider.say('processing');
  let n = 0;
  for await (const _ of setInterval(everyMs)) {
    n += 1;
    await provider.say('result', { n });
    if (n === RESULTS) break;
  }
  await provider.say('completed', { outcome: 'complete' });
  await provider.settle();
};

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Resolves when the search has its end in Redis, or it is too late. */
const isOver = async (redis: Redis, id: SearchId, tooLate: AbortSignal): Promise<void> => {
  for await (const _ of setInterval(LOOK_EVERY_MS)) {
    const [last] = await redis.xrevrange(streamKey(id), '+', '-', 'COUNT', 1);
    if (tooLate.aborted || last?.[1].includes('completed') === true) return;
  }
};

/** As many as are left once the gateway has had time to destroy them. */
const groupsLeft = async (redis: Redis, id: SearchId): Promise<number> => {
  const count = async (): Promise<number> => {
    const groups = await redis.xinfo('GROUPS', streamKey(id));
    return Array.isArray(groups) ? groups.length : 0;
  };
  await until(async () => (await count()) === 0).catch(() => undefined);
  return count();
};

/** One search from its request to its end, with links to Redis that fail all the time, and what its viewers were given. */
export const runChaos = async (server: RedisServer, options: ChaosOptions): Promise<ChaosOutcome> => {
  const { seed, viewers: count, suffers, appendEveryMs = 100 } = options;
  await using forGateway = await TcpProxy.to(server.port);
  await using forProvider = await TcpProxy.to(server.port);
  await using gateway = await Program.start({
    REDIS_URL: server.urlOf('gateway', forGateway.port),
    ROLE: 'gateway',
    MAX_VIEWERS_PER_SEARCH: String(count),
    SEARCH_DEADLINE: DEADLINE,
  });
  const provider = { REDIS_URL: server.urlOf('provider', forProvider.port), ROLE: 'provider' };
  await using _provider = suffers === 'gateway' ? undefined : await Program.start(provider);
  const redis = new Redis(server.url);
  const said = new AbortController();
  const suffering = {
    gateway: [forGateway],
    provider: [forProvider],
    both: [forGateway, forProvider],
  }[suffers];
  const tooLate = AbortSignal.timeout(PATIENCE_MS);
  setMaxListeners(0, tooLate);

  const id = await requestSearch(gateway.url);
  const viewers = Array.from({ length: count }, () => new ReturningViewer(id, () => gateway.url, tooLate));
  await Promise.all(viewers.map(({ began }) => began));
  const faults = suffering.map((proxy, at) => faultsUntil(proxy, seed + at, said.signal));
  if (suffers === 'gateway') await appendSlowly(await ForeignProvider.claim(redis), appendEveryMs);
  await isOver(redis, id, tooLate);
  await setTimeout(AFTERWARDS_MS);
  said.abort();
  const ended = await Promise.all(viewers.map((viewer) => viewer.ended));

  const entries = await storedEntries(redis, id);
  const outcome = {
    entries,
    losses: sumOf(viewers.map((viewer) => lossesOf(viewer, entries))),
    repeats: sumOf(viewers.map(repeatsOf)),
    outOfOrder: viewers.filter((viewer) => !isInOrder(viewer, entries)).length,
    neverEnded: ended.filter((hasEnded) => !hasEnded).length,
    connections: sumOf(viewers.map(({ connections }) => connections.length)),
    groupsLeft: await groupsLeft(redis, id),
    faults: await Promise.all(faults),
  };
  redis.disconnect();
  return outcome;
};
