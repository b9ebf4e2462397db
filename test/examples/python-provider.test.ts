import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { completed, processing, result } from '../../src/adapters/wire/messages.ts';
import { searchCreated } from '../../src/adapters/wire/search-created.ts';
import { CLAIM_LASTS_MS } from '../../src/domain/ports/request-queue.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { findPython } from '../support/find-python.ts';
import { ForeignProvider } from '../support/foreign-provider.ts';
import { Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { entriesOf, storedEntries, viewSearch } from '../support/searches.ts';
import { until } from '../support/until.ts';

const SCRIPT = fileURLToPath(new URL('../../examples/python-provider/provider.py', import.meta.url));
const REQUESTS = 'flight.search.requests';
const DATABASE = '/1';
const DAYS_AHEAD = 30;

let server: RedisServer;
let redis: Redis;
let gateway: Program;
let provider: ChildProcess;
let left: SearchId;
let errors = '';

/** As if whoever has claimed all requests had not been heard of for as long as a claim lasts. */
const letClaimsLapse = async (): Promise<void> => {
  const [, oldest, newest] = await redis.xpending(REQUESTS, 'providers');
  const claimed = await redis.xrange(REQUESTS, String(oldest), String(newest));
  for (const [id] of claimed)
    await redis.xclaim(REQUESTS, 'providers', 'foreign', 0, id, 'IDLE', CLAIM_LASTS_MS, 'JUSTID');
};

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(`${server.url}${DATABASE}`);
  gateway = await Program.start({ REDIS_URL: `${server.urlOf('gateway')}${DATABASE}`, ROLE: 'gateway' });
  left = await request('DXB', 'SIN');
  const gone = await ForeignProvider.claim(redis);
  await gone.say('processing', { search_id: left });
  await letClaimsLapse();
  provider = spawn(findPython(), [SCRIPT], {
    env: { PATH: process.env['PATH'], REDIS_URL: `${server.urlOf('foreign')}${DATABASE}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  provider.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
});
afterAll(async () => {
  redis.disconnect();
  if (provider.exitCode === null) {
    const ended = once(provider, 'exit');
    provider.kill('SIGKILL');
    await ended;
  }
  await server.stop();
});

const request = async (origin: string, destination: string): Promise<SearchId> => {
  const departure_date = new Date(Date.now() + DAYS_AHEAD * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
  const response = await fetch(`${gateway.url}/v1/searches`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      slices: [{ origin, destination, departure_date }],
      passengers: { adults: 2, children_ages: [4] },
    }),
  });
  return searchCreated.parse(await response.json()).search_id;
};

describe('the provider in Python', () => {
  it('brings a search with what it sells to its end, in messages of the contract', async () => {
    const id = await request('DXB', 'SIN');
    await using viewer = await viewSearch(gateway.url, id);
    await viewer.ended;
    expect(entriesOf(viewer.events)).toEqual(await storedEntries(redis, id));
    const [, ...said] = viewer.events;
    expect(said.map(({ event }) => event)).toEqual(['processing', 'result', 'completed']);
    const payloads = said.map(({ data }): unknown => JSON.parse(data));
    for (const [at, shape] of [processing, result, completed].entries()) {
      expect(shape.strict().parse(payloads[at])).toEqual(payloads[at]);
    }
    const snapshot: unknown = await (await fetch(`${gateway.url}/v1/searches/${id}`)).json();
    expect(snapshot).toMatchObject({
      status: 'completed',
      suppliers: [{ supplier_id: 'dune-air', name: 'Dune Air', status: 'succeeded' }],
      offers: [{ supplier_id: 'dune-air', price: { amount: '1260.00', currency: 'EUR' } }],
      itineraries: [{ slices: [{ origin: 'DXB', destination: 'SIN', duration_minutes: 455 }] }],
      completed: { outcome: 'complete', totals: { offers: 1 } },
    });
    expect(errors).toBe('');
  });

  it('ends a search for what it does not sell as empty, one after the other', async () => {
    const ids = [await request('AMS', 'LHR'), await request('SIN', 'DXB')];
    for (const id of ids) {
      await using viewer = await viewSearch(gateway.url, id);
      await viewer.ended;
      const end: unknown = JSON.parse(viewer.events.at(-1)?.data ?? '');
      expect(end).toMatchObject({ outcome: 'complete', suppliers: [{ status: 'empty', offers: 0 }] });
    }
    expect(errors).toBe('');
  });

  it('takes over what another provider has left', async () => {
    await using viewer = await viewSearch(gateway.url, left);
    await viewer.ended;
    expect(viewer.events.map(({ event }) => event)).toEqual([
      'requested',
      'processing',
      'result',
      'completed',
    ]);
  });

  it('goes on where nothing was requested for so long that the stream of requests is gone', async () => {
    await until(async () => Number((await redis.xpending(REQUESTS, 'providers'))[0]) === 0);
    for (let times = 0; times < 2; times += 1) {
      await redis.del(REQUESTS);
      const id = await request('DXB', 'SIN');
      await using viewer = await viewSearch(gateway.url, id);
      await viewer.ended;
      expect(viewer.events.at(-1)?.data).toContain('"outcome": "complete"');
    }
    expect(errors).toBe('');
  });

  it('leaves no request behind', async () => {
    await until(async () => Number((await redis.xpending(REQUESTS, 'providers'))[0]) === 0);
    expect(provider.exitCode).toBeNull();
  });
});
