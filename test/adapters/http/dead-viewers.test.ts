import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { followOverSse, type FollowOverSseDeps } from '../../../src/adapters/http/follow-over-sse.ts';
import { streamKey } from '../../../src/adapters/result-stream/redis/keys.ts';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import { thing } from '../../../src/tokens.ts';
import { bytesInUse, timers } from '../../fuzz/open-resources.ts';
import { COMPLETED } from '../../support/flight-messages.ts';
import { Gateway, inPlaceOf, type Replacement } from '../../support/gateway.ts';
import { ownRedis } from '../../support/own-redis.ts';
import { until } from '../../support/until.ts';

/** Far more, all together, than the buffers between a gateway and its client take. */
const RESULTS = 120;
const LARGE = { text: 'x'.repeat(60 * 1_024) };
const IDLE_TURNS = 500;
/** What a gateway takes up with the first few of them is not theirs. */
const FEW = 2;
const MANY = 8;
/** Of one client, on either side of its connection. */
const MOST_BYTES_A_CLIENT = 300 * 1_024;

/** Viewers are waited for as long as a test likes. */
const patienceOf =
  (limits: Pick<FollowOverSseDeps, 'undrainedMs' | 'lingerMs'>, deadlineMs?: number): Replacement =>
  (container) =>
    inPlaceOf(
      'followOverSse',
      followOverSse({
        followSearch: thing(container, 'followSearch'),
        heartbeatMs: thing(container, 'heartbeatMs'),
        deadlineMs: deadlineMs ?? thing(container, 'deadlineMs'),
        onCrash: thing(container, 'onCrash'),
        ...limits,
      }),
    )(container);

/** A client that asks for a stream, and reads nothing of it, not even into buffers of its own. */
const followWithoutReading = async ({ port }: Gateway, id: SearchId): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.pause();
  socket.on('error', () => undefined);
  socket.write(`GET /v1/searches/${id}/events HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await once(socket, 'connect');
  return socket;
};

const followMany = (gateway: Gateway, id: SearchId, clients: number): Promise<readonly Socket[]> =>
  Promise.all(Array.from({ length: clients }, () => followWithoutReading(gateway, id)));

/** Everything that is on its way to it, once it reads. */
const readToClose = async (socket: Socket): Promise<string> => {
  const chunks: string[] = [];
  socket.setEncoding('latin1').on('data', (chunk: string) => void chunks.push(chunk));
  socket.resume();
  await once(socket, 'close');
  return chunks.join('');
};

const delivered = async (gateway: Gateway): Promise<number> =>
  Number(await gateway.metric('flight_search_entries_delivered_total'));

/** Resolves when nothing more is delivered to anybody. */
const stalled = async (gateway: Gateway): Promise<void> => {
  for (let idle = 0, last = -1; idle < IDLE_TURNS; idle += 1) {
    await setImmediate();
    const now = idle % 50 === 0 ? await delivered(gateway) : last;
    if (now !== last) idle = 0;
    last = now;
  }
};

describe('a client that never reads', () => {
  it('is dropped when it has taken nothing for so long, and comes back to where it was (case 31)', async () => {
    await using gateway = await Gateway.start({
      provides: false,
      replacements: [patienceOf({ undrainedMs: 300 })],
    });
    const id = await gateway.requestSearch();
    gateway.write(id, 'processing');
    for (let n = 0; n < RESULTS; n += 1) gateway.write(id, 'result', LARGE);
    gateway.write(id, 'completed', COMPLETED);
    const socket = await followWithoutReading(gateway, id);
    await gateway.watchedBy(1);
    await gateway.watchedBy(0);
    const text = await readToClose(socket);
    const whole = text.slice(0, text.lastIndexOf('\n\n'));
    const taken = [...whole.matchAll(/^id: (.+)$/gm)].map(([, position]) => position);
    const positions = gateway.entriesOf(id).map(({ position }) => position);
    expect(taken.length).toBeLessThan(positions.length);
    await using client = await gateway.followFrom(id, taken.at(-1) ?? '');
    const rest = (await client.restOfEvents()).map((event) => event.id);
    expect([...taken, ...rest]).toEqual(positions);
  });

  it('holds no more than is on its way to it, beside what is kept for all (case 31)', async () => {
    await using gateway = await Gateway.start({
      provides: false,
      settings: {
        MAX_VIEWERS_PER_SEARCH: '100',
        SEARCH_DEADLINE: '60s',
      },
    });
    const id = await gateway.requestSearch();
    gateway.write(id, 'processing');
    for (let n = 0; n < RESULTS; n += 1) gateway.write(id, 'result', LARGE);
    const bytesWith = async (clients: readonly Socket[]): Promise<number> => {
      await gateway.watchedBy(clients.length);
      await stalled(gateway);
      return bytesInUse();
    };
    const few = await followMany(gateway, id, FEW);
    const before = await bytesWith(few);
    const all = [...few, ...(await followMany(gateway, id, MANY))];
    const each = ((await bytesWith(all)) - before) / MANY;
    expect(each).toBeLessThan(MOST_BYTES_A_CLIENT);
    for (const socket of all) socket.destroy();
    await gateway.watchedBy(0);
  });
});

const { server, redis } = await ownRedis();

describe('a client of a gateway on Redis', () => {
  it('is forgotten at an age that no search reaches where it is gone without a word: seat, timers and group (case 34)', async () => {
    await using gateway = await Gateway.start({
      provides: false,
      settings: { REDIS_URL: server.urlOf('all'), SEARCH_DEADLINE: '60s' },
      replacements: [patienceOf({ lingerMs: 2_000 }, 0)],
    });
    const id = await gateway.requestSearch();
    const groups = async (): Promise<number> => {
      const held = await redis.xinfo('GROUPS', streamKey(id));
      return Array.isArray(held) ? held.length : 0;
    };
    const before = timers();
    // It stays connected and says no more, as one does whose network is gone.
    const socket = await followWithoutReading(gateway, id);
    await gateway.watchedBy(1);
    await until(async () => (await groups()) === 1);
    await gateway.watchedBy(0);
    await until(async () => (await groups()) === 0);
    await until(() => timers() <= before);
    expect(socket.destroyed).toBe(false);
    expect(socket.bytesRead).toBe(0);
    socket.destroy();
  });
});
