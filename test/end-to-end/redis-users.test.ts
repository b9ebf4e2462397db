import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { snapshot } from '../../src/adapters/wire/snapshot.ts';
import type { Snapshot } from '../../src/domain/flights/view/snapshot.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { foreignLink, ForeignProvider } from '../support/foreign-provider.ts';
import { Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { entriesOf, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';

const MB = 1024 * 1024;

let server: RedisServer;
let operator: Redis;
let abroad: Redis;
let gateway: Program;

beforeAll(async () => {
  server = await startRedisServer();
  operator = new Redis(server.url);
  abroad = foreignLink(server);
  gateway = await Program.start({ REDIS_URL: server.urlOf('gateway'), ROLE: 'gateway' });
});
afterAll(async () => {
  operator.disconnect();
  abroad.disconnect();
  await server.stop();
});

const snapshotOf = async (id: SearchId): Promise<Snapshot> =>
  snapshot.parse(await (await fetch(`${gateway.url}/v1/searches/${id}`)).json());

const metricOf = async ({ url }: Program, name: string): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
};

const refusals = async (): Promise<unknown> => operator.call('ACL', 'LOG');

describe('a gateway, a provider and a foreign provider, each as its own user of Redis,', () => {
  it('bring searches to their end side by side, and are refused nothing that they need (case 40)', async () => {
    const foreignId = await requestSearch(gateway.url);
    const foreign = await ForeignProvider.claim(abroad);
    await using provider = await Program.start({
      REDIS_URL: server.urlOf('provider'),
      ROLE: 'provider',
      SIMULATION_SPEED: '20',
    });
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    await using foreignViewer = await viewSearch(gateway.url, foreignId);
    await foreign.say('processing', { search_id: foreignId });
    await foreign.say('completed', { search_id: foreignId, outcome: 'complete' });
    await foreign.settle();
    await Promise.all([viewer.ended, foreignViewer.ended]);
    expect(foreign.id).toBe(foreignId);
    expect(entriesOf(viewer.events)).toEqual(await storedEntries(operator, id));
    expect(viewer.events.at(-1)?.data).toContain('"outcome":"complete"');
    expect(foreignViewer.events.map(({ event }) => event)).toEqual(['requested', 'processing', 'completed']);
    expect((await provider.stop()).code).toBe(0);
    // Its name has left the group with it.
    expect(await operator.xinfo('CONSUMERS', 'flight.search.requests', 'providers')).toHaveLength(1);
    expect(await refusals()).toEqual([]);
  });

  it('drop and count what the foreign one gets wrong, be it a megabyte or no result, and still complete (case 40)', async () => {
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    const foreign = await ForeignProvider.claim(abroad);
    const suppliers = [{ supplier_id: 'abroad', name: 'Abroad' }];
    await foreign.say('processing', { search_id: id, suppliers });
    await foreign.say('result', { search_id: id, text: 'x'.repeat(MB) });
    await foreign.say('result', 'no JSON');
    await foreign.say('result', { no: 'result' });
    await foreign.say('result', {
      search_id: id,
      supplier_id: 'abroad',
      supplier_status: 'empty',
      offers: [{ offer_id: 'abroad-1', price: 12 }],
      itineraries: [],
      dictionaries: { airports: {}, carriers: {} },
      removed: [],
      progress: { percent: 99, answered: 1, total: 1, offers: 1 },
    });
    await foreign.say('completed', { search_id: id, outcome: 'complete' });
    await foreign.settle();
    await expect(viewer.ended).resolves.toBe('ended');
    const told = viewer.events.map(({ event }) => event);
    expect(told).toEqual(['requested', 'processing', 'result', 'result', 'completed']);
    expect(await metricOf(gateway, 'flight_search_entries_dropped_total{reason="unusable_payload"}')).toBe(2);
    const { status, offers, dropped } = await snapshotOf(id);
    expect({ status, offers, dropped }).toEqual({
      status: 'completed',
      offers: [],
      dropped: [{ supplier_id: 'abroad', offer_id: 'abroad-1', fault: 'malformed' }],
    });
  });

  it('work through a thousand requests that are none, and say so in a few lines', async () => {
    const flood = operator.pipeline();
    for (let n = 0; n < 1_000; n += 1) flood.xadd('flight.search.requests', '*', 'rubbish', String(n));
    await flood.exec();
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    await using provider = await Program.start({
      REDIS_URL: server.urlOf('provider'),
      ROLE: 'provider',
      SIMULATION_SPEED: '20',
    });
    await viewer.ended;
    expect(viewer.events.at(-1)?.data).toContain('"outcome":"complete"');
    expect(await metricOf(provider, 'flight_search_requests_dropped_total')).toBe(1_000);
    expect(provider.log.filter(({ msg }) => msg === 'request_dropped').length).toBeLessThan(100);
  });

  it.each([
    ['gateway', 'provider'],
    ['provider', 'gateway'],
    ['foreign', 'gateway'],
    ['foreign', 'provider'],
    ['foreign', 'all'],
  ] as const)(
    'are told at their start, in one sentence, where %s is the user of ROLE=%s',
    async (user, role) => {
      const { code, errors, printed } = await Program.run({ REDIS_URL: server.urlOf(user), ROLE: role });
      expect([errors, printed]).toEqual([
        expect.stringMatching(
          new RegExp(
            `^REDIS_URL cannot be used: the user flight-search-${user} may not do what ROLE=${role} needs \\(.+\\): see deploy/redis\n$`,
          ),
        ),
        '',
      ]);
      expect(code).toBe(1);
    },
  );
});
