import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { thing } from '../../../src/tokens.ts';
import { COMPLETED } from '../../support/flight-messages.ts';
import { Gateway, type Replacement } from '../../support/gateway.ts';

/** Far more, all together, than the buffers between a gateway and its client take. */
const RESULTS = 400;
const LARGE = { text: 'x'.repeat(60 * 1_024) };
/** The largest page, twice: on its way through the response, and waiting behind it. */
const MOST_BYTES_HELD = 2 * 192 * 1_024;
/** Of the event loop, without anything being written: then nothing moves any more. */
const IDLE_TURNS = 500;

/** Notes every response. */
const noting =
  (responses: ServerResponse[]): Replacement =>
  (container) => {
    thing(container, 'app').middleware.unshift(async (ctx, next) => {
      responses.push(ctx.res);
      await next();
    });
  };

const stalled = async (delivered: () => number): Promise<void> => {
  for (let idle = 0, last = -1; idle < IDLE_TURNS; idle += 1) {
    await setImmediate();
    if (delivered() !== last) idle = 0;
    last = delivered();
  }
};

const startWithLongSearch = async (replacements: readonly Replacement[] = []) => {
  const gateway = await Gateway.start({ provides: false, replacements });
  const id = await gateway.requestSearch();
  gateway.write(id, 'processing');
  for (let n = 0; n < RESULTS; n += 1) gateway.write(id, 'result', LARGE);
  return { gateway, id };
};

/** A client that asks for a stream, and reads none of it. */
const followWithoutReading = async (gateway: Gateway, id: string) => {
  const socket = connect({ port: gateway.port, host: '127.0.0.1' });
  await once(socket, 'connect');
  socket.write(`GET /v1/searches/${id}/events HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  return socket;
};

/** Everything, up to the last chunk of the response. */
const readToEnd = async (socket: Socket): Promise<string> => {
  const chunks: string[] = [];
  for await (const chunk of socket.setEncoding('latin1')) {
    chunks.push(String(chunk));
    if (chunks.slice(-2).join('').endsWith('\r\n0\r\n\r\n')) break;
  }
  return chunks.join('');
};

describe('a client that reads nothing', () => {
  it('is waited for, costs little memory, and gets everything once it reads', async () => {
    const responses: ServerResponse[] = [];
    const started = await startWithLongSearch([noting(responses)]);
    await using gateway = started.gateway;
    const socket = await followWithoutReading(gateway, started.id);
    await gateway.watchedBy(1);
    const response = responses.find(({ req }) => req.url?.endsWith('/events'));
    await stalled(() => socket.bytesRead + (response?.socket?.bytesWritten ?? 0));

    expect(response?.writableNeedDrain).toBe(true);
    expect(response?.writableLength).toBeLessThan(MOST_BYTES_HELD);
    const delivered = Number(await gateway.metric('flight_search_entries_delivered_total'));
    expect(delivered).toBeLessThan(RESULTS);

    gateway.write(started.id, 'completed', COMPLETED);
    const text = await readToEnd(socket);
    expect(text.match(/^event: result$/gm)).toHaveLength(RESULTS);
    expect(text).toContain('event: completed');
  });

  it('holds up nobody else', async () => {
    const { gateway: started, id } = await startWithLongSearch();
    await using gateway = started;
    const socket = await followWithoutReading(gateway, id);
    await gateway.watchedBy(1);
    gateway.write(id, 'completed', COMPLETED);
    await using client = await gateway.follow(id);
    expect(await client.restOfEvents()).toHaveLength(RESULTS + 3);
    socket.destroy();
    await gateway.watchedBy(0);
  });
});

describe('a client that hangs up', () => {
  it('leaves nothing behind, and no line in the log', async () => {
    await using gateway = await Gateway.start({ provides: false });
    const id = await gateway.requestSearch();
    const logged = gateway.logged.length;
    for (let viewers = 0; viewers < 5; viewers += 1) {
      const client = await gateway.follow(id);
      await client.take(1);
      client.leave();
    }
    await gateway.watchedBy(0);
    gateway.write(id, 'completed', COMPLETED);
    expect(gateway.logged.slice(logged)).toEqual([]);
  });

  it('in the middle of a page is not logged either', async () => {
    const { gateway: started, id } = await startWithLongSearch();
    await using gateway = started;
    const logged = gateway.logged.length;
    const socket = await followWithoutReading(gateway, id);
    await once(socket, 'readable');
    socket.resetAndDestroy();
    await gateway.watchedBy(0);
    expect(gateway.logged.slice(logged)).toEqual([]);
  });

  it('while it sends its criteria is not logged either', async () => {
    await using gateway = await Gateway.start({ provides: false });
    const socket = connect({ port: gateway.port, host: '127.0.0.1' });
    const head = 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"slices":';
    socket.write(`POST /v1/searches HTTP/1.1\r\nHost: localhost\r\n${head}`);
    await once(socket, 'connect');
    socket.resetAndDestroy();
    await once(socket, 'close');
    await gateway.get('/healthz');
    expect(gateway.logged).toEqual([]);
  });
});
