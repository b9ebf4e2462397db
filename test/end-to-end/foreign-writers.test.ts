import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { floodStream } from '../support/flood-stream.ts';
import { immortalKeys } from '../support/immortal-keys.ts';
import { Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';
import { heldBy, watchToTheEnd } from '../support/watch-to-the-end.ts';

const LARGEST = '18446744073709551615';
/** More than whoever ends a search goes through in one step. */
const MANY = 12_000;
/** More of them than a search may hold in bytes. */
const LARGE = 150;
const TOO_LARGE = 'x'.repeat(65 * 1024);

let server: RedisServer;
/** Who may write to any search, and nothing else. */
let foreign: Redis;
let operator: Redis;
let urls: readonly [string, string];
let programs: readonly Program[];

beforeAll(async () => {
  server = await startRedisServer();
  foreign = new Redis(server.urlOf('foreign'), { enableReadyCheck: false });
  operator = new Redis(server.url);
  const start = (ROLE: 'gateway' | 'provider') =>
    Program.start({ REDIS_URL: server.urlOf(ROLE), ROLE, RATE_LIMIT: '0' });
  const [one, other, provider] = await Promise.all([start('gateway'), start('gateway'), start('provider')]);
  urls = [one.url, other.url];
  programs = [one, other, provider];
});
afterEach(async () => {
  await until(async () => (await immortalKeys(operator)).length === 0);
  for (const { errors, log } of programs) {
    expect(errors).toBe('');
    expect(log.filter(({ msg }) => /crashed/.test(String(msg)))).toEqual([]);
  }
});
afterAll(async () => {
  foreign.disconnect();
  operator.disconnect();
  await server.stop();
});

const keyOf = (id: SearchId): string => `flight.search.results:${id}`;

const write = (id: SearchId, status: string, payload: string | Buffer = '{}', at = '*', ...more: string[]) =>
  foreign.xadd(keyOf(id), 'NOMKSTREAM', at, 'status', status, 'payload', payload, ...more);

const cancel = (id: SearchId) => fetch(`${urls[1]}/v1/searches/${id}`, { method: 'DELETE' });
const snapshotOf = (id: SearchId) => fetch(`${urls[0]}/v1/searches/${id}`);

describe('whoever may write to a search, and writes', () => {
  it.each<[string, (id: SearchId) => Promise<unknown>]>([
    ['a completed that is rubbish', (id) => write(id, 'completed', 'event: forged\r\n\r\n\0')],
    [
      'completed twice, and more behind it (case 30)',
      async (id) => {
        await write(id, 'completed', '{"outcome":"complete"}');
        await write(id, 'completed', '{"outcome":"failed"}');
        await write(id, 'result');
      },
    ],
    ['at the largest position there is', (id) => write(id, 'result', '{}', `${LARGEST}-${LARGEST}`)],
    ['at a position of the last millisecond', (id) => write(id, 'noise', '', `${LARGEST}-0`)],
    [
      'ahead of every clock, and rubbish of every kind',
      async (id) => {
        await write(id, 'result', '{}', '99999999999999-0');
        for (const status of ['result\r\n', '\r\nevent: completed', '\0', '', 'Completed'])
          await write(id, status);
        await write(id, 'result', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
        await write(id, 'result', '{}', '*', 'status', 'noise', 'payload', '[]', 'seq', '1e9');
        await foreign.xadd(keyOf(id), '*', 'payload', '{}', 'seq', '-1', 'status', 'requested');
        await foreign.xadd(keyOf(id), '*', 'neither', 'status nor payload');
        await cancel(id);
      },
    ],
    [
      'numbers that leave gaps, and go back',
      async (id) => {
        for (const seq of ['500', '7', '900', '2', '999999999999999', '1000000000000000000', '-5'])
          await write(id, 'result', '{}', '*', 'seq', seq);
        await cancel(id);
      },
    ],
    [
      `${MANY} entries that do not count`,
      async (id) => {
        await floodStream(foreign, id, MANY, '{}');
        await cancel(id);
      },
    ],
    [
      `${LARGE} entries of more than 64 KB`,
      async (id) => {
        await floodStream(foreign, id, LARGE, TOO_LARGE);
        await cancel(id);
      },
    ],
  ])('%s, does not keep it from its end, once, for everybody', async (_what, befall) => {
    const { id, viewed, polled } = await watchToTheEnd(urls, befall);
    const [here, there] = viewed.map(heldBy);
    expect(here?.filter((entry) => / completed /.test(entry))).toEqual(here?.slice(-1));
    expect(there).toEqual(here);
    expect(polled).toEqual({ status: 200, entries: here });
    expect(await (await snapshotOf(id)).json()).toMatchObject({ status: 'completed' });
  });

  it.each<[string, (id: SearchId) => Promise<unknown>]>([
    ['trims away how it began', (id) => foreign.xadd(keyOf(id), 'MAXLEN', 1, '*', 'status', 'result')],
    ['trims away all of it', (id) => foreign.xadd(keyOf(id), 'MAXLEN', 0, '*', 'status', 'result')],
    [
      'trims away all of it from the largest position there is',
      (id) => foreign.xadd(keyOf(id), 'MAXLEN', 0, `${LARGEST}-${LARGEST}`, 'status', 'result'),
    ],
    ['deletes it, as an operator may (case 24)', (id) => operator.del(keyOf(id))],
    ['lets it expire, as an operator may (case 25)', (id) => operator.pexpire(keyOf(id), 50)],
    ['puts something else in its place, as an operator may', (id) => operator.set(keyOf(id), 'no stream')],
  ])('%s, ends it for everybody with a fault', async (_what, befall) => {
    const { id, viewed, polled } = await watchToTheEnd(urls, befall);
    for (const events of viewed) {
      expect(events.at(-1)).toMatchObject({ event: 'fault', data: expect.stringContaining('search_lost') });
      expect(events.some(({ event }) => event === 'completed')).toBe(false);
    }
    expect(polled.status).toBe(404);
    expect((await snapshotOf(id)).status).toBe(404);
    expect((await cancel(id)).status).toBe(404);
    await until(async () => (await operator.exists(keyOf(id))) === 0);
  });
});
