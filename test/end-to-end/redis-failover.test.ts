import { describe, expect, it, jest } from '@jest/globals';
import type { Redis } from 'ioredis';
import { connectRedis } from '../../src/adapters/redis/connect.ts';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import { ForeignProvider } from '../support/foreign-provider.ts';
import { leadsTo } from '../support/leads-to.ts';
import { Program } from '../support/program.ts';
import { ReplicatedPair } from '../support/replicated-pair.ts';
import { entriesOf, postSearch, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';
import { until } from '../support/until.ts';
import type { Viewer } from '../support/viewer.ts';

/** Whoever is logged in at a server as a gateway. */
const linksAt = async (redis: Redis): Promise<number> =>
  String(await redis.client('LIST')).split('user=flight-search-gateway').length - 1;

const last = ({ events }: Viewer): string => events.at(-1)?.data ?? '';

/** What a viewer holds in the end: a reset makes it drop what came before. */
const held = ({ events }: Viewer): readonly string[] =>
  entriesOf(events.slice(events.findLastIndex(({ event }) => event === 'reset') + 1));

/** Two servers and a process are started for each. */
jest.setTimeout(60_000);

describe('a Redis that fails over', () => {
  it('to a replica that lacks what viewers had seen resets them, and ends with them all on what is kept (case 21)', async () => {
    await using pair = await ReplicatedPair.start();
    await using gateway = await Program.start({ ROLE: 'gateway', REDIS_URL: pair.url });
    const id = await requestSearch(gateway.url);
    const provider = await ForeignProvider.claim(pair.primary);
    await provider.say('processing');
    const kept = (await pair.primary.xrevrange(streamKey(id), '+', '-', 'COUNT', 1))[0]?.[0] ?? '';
    const keptMs = Number(kept.split('-')[0]);
    const write = (redis: Redis, afterMs: number, payload: string, status = 'result') =>
      redis.xadd(streamKey(id), 'NOMKSTREAM', `${keptMs + afterMs}-0`, 'status', status, 'payload', payload);
    await using live = await viewSearch(gateway.url, id);
    await using coming = await viewSearch(gateway.url, id);
    await pair.copied();

    pair.cutReplication();
    await write(pair.primary, 100, '{"lost":1}');
    await write(pair.primary, 101, '{"lost":2}');
    for (const viewer of [live, coming]) await until(() => last(viewer) === '{"lost":2}');
    await coming.leave();
    const lost = coming.events.slice(-2);

    pair.way.refuses = true;
    await pair.servers.primary.crash();
    await pair.promoteReplica();
    await write(pair.replica, 50, '{"below":1}');
    pair.way.refuses = false;
    await until(() => last(live) === '{"below":1}');
    await write(pair.replica, 150, '{"above":1}');
    await using first = await viewSearch(gateway.url, id, lost[0]);
    await using second = await viewSearch(gateway.url, id, lost[1]);
    const page = await fetch(`${gateway.url}/v1/searches/${id}/entries?after=${lost[1]?.id}`);
    expect(await page.json()).toMatchObject({ reset: true });
    await write(pair.replica, 200, '{"outcome":"complete"}', 'completed');

    const stored = await storedEntries(pair.replica, id);
    expect(stored).toHaveLength(5);
    for (const viewer of [live, first, second]) {
      expect(await viewer.ended).toBe('ended');
      expect(viewer.events.filter(({ event }) => event === 'reset')).toHaveLength(1);
      expect(held(viewer)).toEqual(stored);
    }
    for (const { events } of [first, second]) expect(events[0]).toMatchObject({ event: 'reset', id: '0-0' });
    expect(gateway.errors).toBe('');
  });

  it('and whose former primary keeps its links and is out of date is left for the real one (case 23)', async () => {
    await using pair = await ReplicatedPair.start();
    await using gateway = await Program.start({ ROLE: 'gateway', REDIS_URL: pair.url });
    const id = await requestSearch(gateway.url);
    const provider = await ForeignProvider.claim(pair.primary);
    await provider.say('processing');
    await using viewer = await viewSearch(gateway.url, id);
    await viewer.until('processing');
    await pair.copied();
    expect(await linksAt(pair.primary)).toBeGreaterThanOrEqual(2);

    pair.cutReplication();
    await pair.promoteReplica();
    await pair.demotePrimary();
    const stream = streamKey(id);
    await pair.replica.xadd(stream, '*', 'status', 'result', 'payload', '{"new":1}');
    await viewer.until('result');
    await until(async () => (await linksAt(pair.primary)) === 0);
    const later = await requestSearch(gateway.url);
    expect(await pair.replica.exists(streamKey(later))).toBe(1);
    await pair.replica.xadd(stream, '*', 'status', 'completed', 'payload', '{"outcome":"complete"}');
    expect(await viewer.ended).toBe('ended');
    expect(entriesOf(viewer.events)).toEqual(await storedEntries(pair.replica, id));
    expect(await pair.primary.xlen(stream)).toBe(2);
    expect(gateway.errors).toBe('');
  });

  it('and whose former primary keeps its links is left even by whoever only reads', async () => {
    await using pair = await ReplicatedPair.start();
    const link = connectRedis(pair.url, { onTrouble: () => undefined, onBack: () => undefined });
    await until(() => leadsTo(link, pair.servers.primary));
    await pair.copied();
    pair.cutReplication();
    await pair.promoteReplica();
    await pair.demotePrimary();
    await until(() => leadsTo(link, pair.servers.replica));
    expect(await linksAt(pair.primary)).toBe(0);
    link.close();
  });

  it('and whose primary was cut off from its replicas has acknowledged nothing that is lost', async () => {
    await using pair = await ReplicatedPair.start();
    await pair.primary.config('SET', 'min-replicas-to-write', '1');
    await pair.copied();
    await until(async () => (await pair.primary.info('replication')).includes('min_slaves_good_slaves:1'));
    await using gateway = await Program.start({ ROLE: 'gateway', REDIS_URL: pair.url });
    const id = await requestSearch(gateway.url);
    const provider = await ForeignProvider.claim(pair.primary);
    await provider.say('processing');
    await using viewer = await viewSearch(gateway.url, id);
    await viewer.until('processing');
    await pair.copied();

    pair.cutReplication();
    await until(async () => (await pair.primary.info('replication')).includes('min_slaves_good_slaves:0'));
    await expect(provider.say('result', { lost: 1 })).rejects.toThrow('NOREPLICAS');
    expect((await postSearch(gateway.url)).status).toBe(503);
    await pair.promoteReplica();
    await pair.replica.xadd(streamKey(id), '*', 'status', 'result', 'payload', '{"new":1}');
    await viewer.until('result');
    await pair.replica.xadd(streamKey(id), '*', 'status', 'completed', 'payload', '{"outcome":"complete"}');
    expect(await viewer.ended).toBe('ended');
    expect(entriesOf(viewer.events)).toEqual(await storedEntries(pair.replica, id));
    expect(viewer.events.map(({ event }) => event)).not.toContain('reset');
    expect((await postSearch(gateway.url)).status).toBe(201);
    expect(gateway.log.filter(({ msg }) => msg === 'store_at_risk')).toHaveLength(1);
    expect(gateway.errors).toBe('');
  });
});
