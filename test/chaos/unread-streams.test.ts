import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { Program } from '../support/program.ts';
import { ownRedis } from '../support/own-redis.ts';
import { requestSearch, viewSearch } from '../support/searches.ts';
import { metricsOf } from './support/metrics.ts';

const CLIENTS = 40;
/** Of the largest size there is: more than the buffers between a gateway and its client take. */
const RESULTS = 80;
const LARGEST = JSON.stringify({ text: 'x'.repeat(63 * 1_024) });
const MOST_BYTES_A_CLIENT = 300 * 1_024;
const UNDRAINED_MS = 30_000;
const LOOK_EVERY_MS = 250;
/** Longer than between two collections of garbage. */
const SETTLE_MS = 5_000;

const COLLECT_GARBAGE = new URL('support/collect-garbage.js', import.meta.url).href;

const { server, redis } = await ownRedis();

const bytesOf = async (gateway: Program): Promise<number> => {
  const metrics = await metricsOf(gateway.url);
  const of = (name: string): number => metrics.get(`nodejs_${name}_bytes`) ?? Number.NaN;
  return of('heap_size_used') + of('external_memory');
};

const say = async (id: SearchId, status: string, payload: string): Promise<void> => {
  const stream = streamKey(id);
  const saying = redis.pipeline().xadd(stream, 'NOMKSTREAM', '*', 'status', status, 'payload', payload);
  await saying.publish(`flight.search.bell:{${stream}}`, '1').exec();
};

const viewersOf = async (gateway: Program): Promise<number> =>
  (await metricsOf(gateway.url)).get('flight_search_viewers') ?? Number.NaN;

/** Resolves when nothing has been delivered to anybody for a while, and garbage has been collected. */
const settled = async (gateway: Program): Promise<void> => {
  for (let last = -1; ; await setTimeout(SETTLE_MS)) {
    const delivered = (await metricsOf(gateway.url)).get('flight_search_entries_delivered_total') ?? 0;
    if (delivered === last) return;
    last = delivered;
  }
};

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

describe('forty clients that never read, of results of 64 KB at full speed', () => {
  it('cost less than 300 KB each, hold up nobody, and are dropped after 30 s to come back to where they were (case 31)', async () => {
    await using gateway = await Program.start({
      REDIS_URL: server.urlOf('gateway'),
      ROLE: 'gateway',
      SEARCH_DEADLINE: '60s',
      MAX_VIEWERS_PER_SEARCH: String(CLIENTS + 1),
      NODE_OPTIONS: `--import=${COLLECT_GARBAGE}`,
    });
    // What a program takes up when it does all that for the first time is nobody's.
    const first = await requestSearch(gateway.url);
    const early = await Promise.all(
      Array.from({ length: CLIENTS }, () => followWithoutReading(gateway.port, first)),
    );
    await becomes(gateway, CLIENTS);
    for (let n = 0; n < RESULTS; n += 1) await say(first, n === 0 ? 'processing' : 'result', LARGEST);
    for (const socket of early) socket.destroy();
    await becomes(gateway, 0);
    await settled(gateway);
    const before = await bytesOf(gateway);

    const id = await requestSearch(gateway.url);
    const sockets = await Promise.all(
      Array.from({ length: CLIENTS }, () => followWithoutReading(gateway.port, id)),
    );
    await becomes(gateway, CLIENTS);
    await using watching = await viewSearch(gateway.url, id);
    const stalledAtMs = performance.now();
    await say(id, 'processing', '{}');
    for (let n = 0; n < RESULTS; n += 1) await say(id, 'result', LARGEST);
    await say(id, 'completed', '{"outcome":"complete"}');
    await expect(watching.ended).resolves.toBe('ended');
    expect(watching.events).toHaveLength(RESULTS + 3);

    await settled(gateway);
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
