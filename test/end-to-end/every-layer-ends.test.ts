import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/adapters/clock/system-clock.ts';
import { InMemoryRequestQueue } from '../../src/adapters/request-queue/in-memory/in-memory-request-queue.ts';
import { requested } from '../../src/adapters/wire/messages.ts';
import { CLAIM_LASTS_MS } from '../../src/domain/ports/request-queue.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { ForeignProvider } from '../support/foreign-provider.ts';
import { inPlaceOf } from '../support/gateway.ts';
import { Program } from '../support/program.ts';
import { QuietGateway, withoutViewersTimer } from '../support/quiet-gateway.ts';
import { gives, hangs, scriptedSupplier } from '../support/scripted-supplier.ts';
import { entriesOf, storedEntries, viewSearch } from '../support/searches.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import type { Viewer } from '../support/viewer.ts';
import { type Store, withStore } from '../support/with-store.ts';

/** What a promise about time leaves a busy machine. */
const SLACK_MS = 2_000;

/** A search, and a viewer who watches it from its beginning. */
const watched = async ({ gateway }: QuietGateway): Promise<{ id: SearchId; viewer: Viewer }> => {
  const id = await gateway.requestSearch();
  const viewer = await viewSearch(gateway.url, id);
  await viewer.until('requested');
  return { id, viewer };
};

/** By how much its deadline has passed. */
const lateMs = ({ events }: Viewer): number => {
  const { deadline_at } = requested.parse(JSON.parse(events[0]?.data ?? ''));
  return Date.now() - Date.parse(deadline_at);
};

/** The viewer was given all that lies there, and it ends as it should. */
const expectEnd = async ({ redis }: Store, id: SearchId, viewer: Viewer, outcome: string): Promise<void> => {
  await expect(viewer.ended).resolves.toBe('ended');
  const stored = await storedEntries(redis, id);
  expect(entriesOf(viewer.events)).toEqual(stored);
  expect(stored.filter((entry) => entry.includes(' completed '))).toHaveLength(1);
  expect(stored.at(-1)).toContain(`"outcome":"${outcome}"`);
};

/** Lets the claim on the one request that is worked on grow as old as an abandoned one. */
const abandonClaim = async ({ redis }: Store): Promise<void> => {
  const pending = await redis.xpending('flight.search.requests', 'providers', '-', '+', 1);
  const [request, owner] = Array.isArray(pending) && Array.isArray(pending[0]) ? pending[0] : [];
  const claim = ['flight.search.requests', 'providers', String(owner), 0, String(request)] as const;
  await redis.call('XCLAIM', ...claim, 'IDLE', CLAIM_LASTS_MS, 'JUSTID');
};

/** A search of which no provider hears, closed by a process in this role. */
const closedBy = (ROLE: 'gateway' | 'provider'): Promise<void> =>
  withStore(async (store) => {
    // In the memory of another process no provider hears of what is requested.
    const unheard = inPlaceOf('queue', new InMemoryRequestQueue(systemClock));
    const url = store.server.urlOf('all');
    const replacements = [withoutViewersTimer, unheard];
    await using quiet = await QuietGateway.start(url, { SEARCH_DEADLINE: '1s' }, ...replacements);
    await using _closer = await Program.start({ REDIS_URL: store.server.urlOf(ROLE), ROLE });
    const { id, viewer } = await watched(quiet);
    await expectEnd(store, id, viewer, 'timed_out');
  });

describe('a search ends although nobody sees to it', () => {
  it('but its own provider, in which a supplier hangs', () =>
    withStore(async (store) => {
      const suppliers = [scriptedSupplier('quick', gives([1])), scriptedSupplier('hanging', hangs())];
      const settings = { SEARCH_DEADLINE: '4s' };
      const replacements = [withoutViewersTimer, inPlaceOf('suppliers', suppliers)];
      await using quiet = await QuietGateway.start(store.server.urlOf('all'), settings, ...replacements);
      const { id, viewer } = await watched(quiet);
      quiet.provide();
      await expectEnd(store, id, viewer, 'partial');
    }));

  it('but another provider, which takes over an abandoned claim', () =>
    withStore(async (store) => {
      const settings = { SEARCH_DEADLINE: '60s' };
      await using quiet = await QuietGateway.start(store.server.urlOf('all'), settings, withoutViewersTimer);
      const { id, viewer } = await watched(quiet);
      const gone = await ForeignProvider.claim(store.redis);
      const started_at = new Date().toISOString();
      await gone.say('processing', { search_id: id, provider_id: 'gone', suppliers: [], started_at });
      await viewer.until('processing');
      await abandonClaim(store);
      quiet.provide();
      await expectEnd(store, id, viewer, 'complete');
      expect(viewer.events.filter(({ event }) => event === 'processing')).toHaveLength(1);
    }));

  it('but the closer of a gateway, or of a provider', async () => {
    await Promise.all([closedBy('gateway'), closedBy('provider')]);
  });

  it('but its viewer, whose own timer comes a second after the deadline', () =>
    withStore(async (store) => {
      await using quiet = await QuietGateway.start(store.server.urlOf('all'), { SEARCH_DEADLINE: '1s' });
      const { id, viewer } = await watched(quiet);
      await expectEnd(store, id, viewer, 'timed_out');
      expect(lateMs(viewer)).toBeLessThan(2_000 + SLACK_MS);
    }));
});

describe('a search that nobody can end', () => {
  it('is overdue for its viewer, who is told so within two seconds of the deadline', () =>
    withStore(async ({ server }) => {
      await using proxy = await TcpProxy.to(server.port);
      await using quiet = await QuietGateway.start(server.urlOf('all', proxy.port), {
        SEARCH_DEADLINE: '1s',
      });
      const { viewer } = await watched(quiet);
      proxy.blackHole(true);
      await expect(viewer.ended).resolves.toBe('ended');
      expect(lateMs(viewer)).toBeLessThan(2_000 + SLACK_MS);
      expect(viewer.events.at(-1)).toMatchObject({
        id: undefined,
        event: 'fault',
        data: '{"code":"search_overdue","retryable":true}',
      });
    }));
});
