import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import { Program } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { requestSearch, viewSearch } from '../support/searches.ts';
import { metricsOf } from './support/metrics.ts';

const CLIENTS = 20;
/** Of the largest size there is: more than the buffers between a gateway and its client take. */
const RESULTS = 100;
const LARGEST = JSON.stringify({ text: 'x'.repeat(63 * 1_024) });
const MOST_BYTES_A_CLIENT = 300 * 1_024;
const UNDRAINED_MS = 30_000;
const LOOK_EVERY_MS = 250;
/** Longer than between two collections of garbage. */
const SETTLE_MS = 5_000;

const COLLECT_GARBAGE = new URL('support/collect-garbage.js', import.meta.url).href;

let server: RedisServer;
let redis: Redis;
beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

const bytesOf = async (gateway: Program): Promise<number> => {
  const metrics = await metricsOf(gateway.url);
  const of = (name: string): number => metrics.get(`nodejs_${name}_bytes`) ?? Number.NaN;
  return of('heap_size_used') + of('external_memory');
};

const viewersOf = async (gateway: Program): Promise<number> =>
  (await metricsOf(gateway.url)).get('flight_search_viewers') ?? Number.NaN;

const becomes = async (gateway: Program, viewers: number): Promise<void> => {
  while ((await viewersOf(gateway)) !== viewers) await setTimeout(LOOK_EVERY_MS);
};

const followWithoutReading = async (port: number, id: string): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.pause();
  socket.on('error', () => undefined);
  socket.write(`GET /v1/searches/${id}/events HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await once(socket, 'connect');
  return socket;
};

const readToClose = async (socket: Socket): Promise<string> => {
  const chunks: string[] = [];
  socket.setEncoding('latin1').on('data', (chunk: string) => void chunks.push(chunk));
  socket.resume();
  await once(socket, 'close');
  return chunks.join('');
};

describe('twenty clients that never read, of results of 64 KB at full speed', () => {
  it('cost less than 300 KB each, hold up nobody, and are dropped after 30 s to come back to where they were (case 31)', async () => {
    await using gateway = await Program.start({
      REDIS_URL: server.urlOf('gateway'),
      ROLE: 'gateway',
      SEARCH_DEADLINE: '60s',
      MAX_VIEWERS_PER_SEARCH: String(CLIENTS + 1),
      NODE_OPTIONS: `--import=${COLLECT_GARBAGE}`,
    });
    const id = await requestSearch(gateway.url);
    const stream = streamKey(id);
    const say = (status: string, payload: string) =>
      redis
        .pipeline()
        .xadd(stream, 'NOMKSTREAM', '*', 'status', status, 'payload', payload)
        .publish(`flight.search.bell:{${stream}}`, '1')
        .exec();
    await setTimeout(SETTLE_MS);
    const before = await bytesOf(gateway);
    const sockets = await Promise.all(
      Array.from({ length: CLIENTS }, () => followWithoutReading(gateway.port, id)),
    );
    await becomes(gateway, CLIENTS);
    await using watching = await viewSearch(gateway.url, id);
    const stalledAtMs = performance.now();
    await say('processing', '{}');
    for (let n = 0; n < RESULTS; n += 1) await say('result', LARGEST);
    await say('completed', '{"outcome":"complete"}');
    await expect(watching.ended).resolves.toBe('ended');
    expect(watching.events).toHaveLength(RESULTS + 3);

    await setTimeout(SETTLE_MS);
    expect(await viewersOf(gateway)).toBe(CLIENTS);
    const each = ((await bytesOf(gateway)) - before) / CLIENTS;
    process.stdout.write(`bytes held for each client that does not read: ${Math.round(each)}\n`);
    expect(each).toBeLessThan(MOST_BYTES_A_CLIENT);

    await becomes(gateway, 0);
    expect(performance.now() - stalledAtMs).toBeGreaterThan(UNDRAINED_MS - LOOK_EVERY_MS);
    const positions = watching.events.map((event) => event.id);
    for (const socket of sockets.slice(0, 3)) {
      const text = await readToClose(socket);
      const whole = text.slice(0, text.lastIndexOf('\n\n'));
      const taken = [...whole.matchAll(/^id: (.+)$/gm)].map(([, position]) => position);
      expect(taken.length).toBeLessThan(positions.length);
      await using rest = await viewSearch(
        gateway.url,
        id,
        watching.events.find((event) => event.id === taken.at(-1)),
      );
      await expect(rest.ended).resolves.toBe('ended');
      expect([...taken, ...rest.events.map((event) => event.id)]).toEqual(positions);
    }
    for (const socket of sockets) socket.destroy();
  });
});
