import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import Koa, { type ParameterizedContext } from 'koa';
import { listen } from '../../../src/adapters/http/server.ts';
import { openSseChannel } from '../../../src/adapters/http/sse-channel.ts';
import { deferred } from '../../support/deferred.ts';
import { SseClient } from '../../support/sse-client.ts';
import { until } from '../../support/until.ts';

/** Longer than any test takes. */
const NEVER_MS = 60_000;
const NO_HURRY = { heartbeatMs: NEVER_MS, undrainedMs: NEVER_MS };
/** More than the buffers of any network take. */
const LARGE_FRAME = `data: ${'x'.repeat(128 * 1_024)}\n\n`;
const MANY = 1_000;

const serve = async (answer: (ctx: ParameterizedContext) => void | Promise<void>) => {
  const app = new Koa();
  app.on('error', () => undefined);
  app.use(answer);
  const server = await listen(app, '127.0.0.1', 0);
  return {
    port: server.port,
    url: `http://127.0.0.1:${server.port}`,
    [Symbol.asyncDispose]: () => server.close(0),
  };
};

/** A client that asks, and reads nothing of the answer. */
const askWithoutReading = (port: number) => {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  socket.on('error', () => undefined);
  return socket;
};

describe('a channel', () => {
  it('sends its head and first bytes before it is given anything', async () => {
    await using server = await serve((ctx) => void openSseChannel(ctx, NO_HURRY));
    await using client = await SseClient.open(server.url);
    expect(await client.next()).toEqual({ type: 'comment', text: 'ok' });
  });

  it('keeps a quiet stream alive with comments, which are no events', async () => {
    await using server = await serve((ctx) => void openSseChannel(ctx, { ...NO_HURRY, heartbeatMs: 20 }));
    await using client = await SseClient.open(server.url);
    await client.next();
    expect(await client.next()).toEqual({ type: 'comment', text: '' });
    expect(await client.next()).toEqual({ type: 'comment', text: '' });
  });

  it('hands on what it is given as it is, and ends the response', async () => {
    await using server = await serve((ctx) => {
      const channel = openSseChannel(ctx, NO_HURRY);
      void channel.send('data: 1\n\n').then(() => channel.end('data: 2\n\n'));
    });
    const text = await (await fetch(server.url)).text();
    expect(text).toMatch(/^: ?ok\n\ndata: 1\n\ndata: 2\n\n$/);
  });

  it('takes nothing more once it has ended', async () => {
    const ended = deferred<boolean>();
    await using server = await serve((ctx) => {
      const channel = openSseChannel(ctx, NO_HURRY);
      void channel.end().then(async () => ended.resolve(await channel.send('data: late\n\n')));
    });
    expect(await (await fetch(server.url)).text()).not.toContain('late');
    expect(await ended.promise).toBe(false);
  });

  it('takes nothing for a client that had left before it was opened', async () => {
    const sent = deferred<boolean>();
    const asked = deferred();
    await using server = await serve(async (ctx) => {
      asked.resolve();
      await once(ctx.res, 'close');
      sent.resolve(await openSseChannel(ctx, NO_HURRY).send('data: 1\n\n'));
    });
    const socket = askWithoutReading(server.port);
    await asked.promise;
    socket.destroy();
    expect(await sent.promise).toBe(false);
  });

  it('tells that a client has left that was behind', async () => {
    const answered = deferred<number>();
    const socketToDestroy = deferred();
    await using server = await serve((ctx) => {
      const channel = openSseChannel(ctx, NO_HURRY);
      const pump = async (): Promise<number> => {
        let sends = 0;
        while (await channel.send(LARGE_FRAME)) sends += 1;
        return sends;
      };
      void pump().then(answered.resolve);
      void until(() => ctx.res.writableNeedDrain).then(() => socketToDestroy.resolve());
    });
    const socket = askWithoutReading(server.port);
    await socketToDestroy.promise;
    socket.destroy();
    expect(await answered.promise).toBeLessThan(MANY);
  });

  it('drops a client that reads nothing, and holds little for it until then', async () => {
    const held = deferred<number>();
    await using server = await serve((ctx) => {
      const channel = openSseChannel(ctx, { heartbeatMs: 20, undrainedMs: 200 });
      const pump = async (): Promise<number> => {
        let most = 0;
        while (await channel.send(LARGE_FRAME)) most = Math.max(most, ctx.res.writableLength);
        return most;
      };
      void pump().then(held.resolve);
    });
    const socket = askWithoutReading(server.port);
    // It is told of room only when there is some.
    expect(await held.promise).toBe(0);
    socket.destroy();
  });
});
