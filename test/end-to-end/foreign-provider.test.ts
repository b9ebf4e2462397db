import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { findProgram } from '../support/find-program.ts';
import { foreignLink, ForeignProvider } from '../support/foreign-provider.ts';
import { Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { entriesOf, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';

const SCRIPT = fileURLToPath(new URL('../../examples/redis-cli-provider/provider.sh', import.meta.url));

let server: RedisServer;
let redis: Redis;
let abroad: Redis;
let gateway: Program;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
  abroad = foreignLink(server);
  gateway = await Program.start({ REDIS_URL: server.urlOf('gateway'), ROLE: 'gateway' });
});
afterAll(async () => {
  redis.disconnect();
  abroad.disconnect();
  await server.stop();
});

const metric = async (name: string): Promise<string | undefined> => {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  return text.split('\n').find((line) => line.startsWith(`${name} `));
};

const statuses = (events: readonly { readonly event: string | undefined }[]) =>
  events.map(({ event }) => event);

describe('a provider of plain Redis commands', () => {
  it.each([
    ['that rings the bell', true],
    ['that forgets to', false],
  ])('%s brings a search to its end', async (_what, rings) => {
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    const provider = await ForeignProvider.claim(abroad);
    provider.rings = rings;
    expect(provider.id).toBe(id);
    await provider.say('processing', { search_id: id });
    await viewer.until('processing');
    await provider.say('result', { search_id: id, supplier_id: 'abroad', of_our_own: 'ü \u2028 "' });
    await viewer.until('result');
    await provider.say('completed', { search_id: id, outcome: 'complete' });
    await provider.settle();
    await expect(viewer.ended).resolves.toBe('ended');
    expect(statuses(viewer.events)).toEqual(['requested', 'processing', 'result', 'completed']);
    expect(entriesOf(viewer.events)).toEqual(await storedEntries(redis, id));
  });

  it('may be the one in examples, which is a script of redis-cli', async () => {
    const cli = findProgram({
      variable: 'REDIS_CLI_BIN',
      names: ['redis-cli', 'valkey-cli'],
      debianPackage: 'redis-tools',
    });
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    const env = { PATH: process.env['PATH'], REDIS_URL: server.urlOf('foreign'), REDIS_CLI_BIN: cli };
    const script = spawn(SCRIPT, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const [[code], complaints] = await Promise.all([once(script, 'exit'), textOf(script.stderr)]);
    expect([code, complaints]).toEqual([0, '']);
    await viewer.ended;
    expect(statuses(viewer.events)).toEqual(['requested', 'processing', 'result', 'completed']);
    const snapshot: unknown = await (await fetch(`${gateway.url}/v1/searches/${id}`)).json();
    expect(snapshot).toMatchObject({
      status: 'completed',
      suppliers: [{ supplier_id: 'bash', name: 'Bash', status: 'empty' }],
      completed: { outcome: 'complete' },
    });
    await expect(redis.xpending('flight.search.requests', 'providers')).resolves.toContain(0);
  });

  it('may write rubbish, which reaches nobody, is counted and logged, and does not keep a search from its end', async () => {
    const id = await requestSearch(gateway.url);
    await using viewer = await viewSearch(gateway.url, id);
    const provider = await ForeignProvider.claim(abroad);
    await provider.say('result', { too: 'early' });
    await provider.say('processing', { search_id: id });
    await provider.say('processing', { search_id: id, again: true });
    await provider.say('requested', { search_id: id });
    await provider.say('nonsense', { search_id: id });
    await provider.say('result', 'no JSON at all');
    await provider.say('result', '["no object"]');
    await provider.say('result', { search_id: id, text: 'x'.repeat(64 * 1024) });
    await abroad.xadd(`flight.search.results:${id}`, 'NOMKSTREAM', '*', 'neither', 'status nor payload');
    await provider.say('result', { search_id: id, supplier_id: 'abroad' });
    await provider.say('completed', 'rubbish too');
    await provider.say('result', { too: 'late' });
    await viewer.ended;
    expect(statuses(viewer.events)).toEqual(['requested', 'processing', 'result', 'completed']);
    expect(viewer.events.at(-1)?.data).toBe(JSON.stringify({ search_id: id, outcome: 'failed' }));

    const reasons = [
      'unknown_status',
      'second_requested',
      'second_processing',
      'result_before_processing',
      'unusable_payload',
    ];
    const counted = await Promise.all(
      reasons.map((reason) => metric(`flight_search_entries_dropped_total{reason="${reason}"}`)),
    );
    expect(counted.map((line) => line?.split(' ').at(-1))).toEqual(['2', '1', '1', '1', '3']);
    // What lies behind the end is seen only where it came on the same page.
    const logged = gateway.log.filter(
      ({ msg, reason }) => msg === 'entry_dropped' && reason !== 'after_completed',
    );
    // A line may stand for several of a kind.
    expect(new Set(logged.map(({ reason }) => reason))).toEqual(new Set(reasons));
    expect(JSON.stringify(logged)).not.toContain(id);
  });

  it.each([
    ['25,000 tiny results', true],
    ['results without a pause', false],
  ])('may write %s, and its search still ends once', async (_what, isFinite) => {
    const id = await requestSearch(gateway.url);
    const key = `flight.search.results:${id}`;
    const writing = new AbortController();
    const write = async (count: number): Promise<void> => {
      const batch = abroad.pipeline();
      for (let n = 0; n < count; n += 1)
        batch.xadd(key, 'NOMKSTREAM', '*', 'status', 'result', 'payload', '{}');
      await batch.exec();
    };
    const written = isFinite
      ? write(25_000)
      : (async () => {
          while (!writing.signal.aborted) await write(5);
        })();
    if (isFinite) await written;
    const cancelled = await fetch(`${gateway.url}/v1/searches/${id}`, { method: 'DELETE' });
    writing.abort();
    await written;
    expect(cancelled.status).toBe(202);
    const ends = (await storedEntries(redis, id)).filter((entry) => / completed /.test(entry));
    expect(ends).toHaveLength(1);
  });
});
