import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import Koa from 'koa';
import { MAX_HEADERS } from '../../../src/adapters/http/refuse-request.ts';
import { listen } from '../../../src/adapters/http/server.ts';
import { deferred } from '../../support/deferred.ts';
import { exchange, openSocket, problemCode, rawAnswer, readToClose } from '../../support/raw-http.ts';

const MAX_HEADER_BYTES = 8 * 1_024;
/** So short that a test need not wait, and the look for who exceeds it as short. */
const HASTY = {
  headersTimeoutMs: 50,
  requestTimeoutMs: 100,
  lookForTimeoutsEveryMs: 20,
  stillTimeoutMs: 200,
};
/** More than the buffers between a server and its client take. */
const LARGE = 'x'.repeat(32 * 1_024 * 1_024);

const serve = async (limits: Parameters<typeof listen>[3] = {}) => {
  const app = new Koa();
  app.on('error', () => undefined);
  const asked: string[] = [];
  const cut = deferred();
  app.use(async (ctx) => {
    asked.push(ctx.path);
    ctx.res.once('close', () => cut.resolve());
    if (ctx.path === '/large') ctx.body = LARGE;
    else if (ctx.path === '/body') ctx.body = String((await ctx.req.toArray()).length);
    else ctx.body = 'here';
  });
  const server = await listen(app, '127.0.0.1', 0, limits);
  return { port: server.port, asked, cut: cut.promise, [Symbol.asyncDispose]: () => server.close(0) };
};

const get = (...headers: readonly string[]): string =>
  ['GET / HTTP/1.1', 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n');

/** Headers that make the head of `get` so many bytes long. */
const paddedTo = (bytes: number): string => `A: ${'a'.repeat(bytes - get('A: ').length)}`;

describe('a server', () => {
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('reads headers of 8 KB, and no more', async () => {
    const fits = await exchange(server.port, get(paddedTo(MAX_HEADER_BYTES - 256)));
    expect(fits).toMatchObject({ status: 200, body: 'here' });
    const tooLarge = await exchange(server.port, get(paddedTo(MAX_HEADER_BYTES + 256)));
    expect([tooLarge.status, problemCode(tooLarge)]).toEqual([431, 'headers_too_large']);
  });

  it('reads a hundred headers, and ignores none that came behind them', async () => {
    const headers = Array.from({ length: MAX_HEADERS - 2 }, (_, at) => `a-${at}: 1`);
    expect(await exchange(server.port, get(...headers))).toMatchObject({ status: 200 });
    const tooMany = await exchange(server.port, get(...headers, 'one-more: 1'));
    expect([tooMany.status, problemCode(tooMany)]).toEqual([431, 'headers_too_large']);
  });

  test.each([
    ['is no HTTP', 'hello\r\n\r\n'],
    ['is TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['says two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'says a length and chunks, by which requests are smuggled',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['has line ends in a header', 'GET / HTTP/1.1\r\nHost: a\r\nA: b\nc\r\n\r\n'],
    ['has a NUL in a header', 'GET / HTTP/1.1\r\nHost: a\r\nA: b\0c\r\n\r\n'],
    ['does not say for whom', 'GET / HTTP/1.1\r\n\r\n'],
  ])('answers what %s with a problem as any other, and closes', async (_what, text) => {
    const answer = await exchange(server.port, Buffer.from(text, 'latin1'));
    expect([answer.status, problemCode(answer)]).toEqual([400, 'malformed_request']);
    expect(answer.headers).not.toMatch(/hello|localhost/);
  });

  it('answers whoever expects something of it all the same', async () => {
    expect(await exchange(server.port, get('Expect: a miracle'))).toMatchObject({ status: 200 });
  });
});

describe('a client that is slow (case 33)', () => {
  it('is answered 408 where its headers take too long', async () => {
    await using server = await serve(HASTY);
    const answer = await exchange(server.port, 'GET / HTTP/1.1\r\nHost: localhost\r\nA: ');
    expect([answer.status, problemCode(answer)]).toEqual([408, 'request_timeout']);
    expect(server.asked).toEqual([]);
  });

  it('is answered 408 where it sends one header after the other, for as long as it likes', async () => {
    await using server = await serve(HASTY);
    const socket = await openSocket(server.port);
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
    const drip = setInterval(() => socket.write('A: b\r\n'), 10);
    const answer = rawAnswer(await readToClose(socket));
    clearInterval(drip);
    expect([answer.status, problemCode(answer)]).toEqual([408, 'request_timeout']);
  });

  it('is answered 408 where its body takes too long', async () => {
    await using server = await serve(HASTY);
    const socket = await openSocket(server.port);
    socket.write('POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 16000\r\n\r\n');
    const drip = setInterval(() => socket.write('{'), 10);
    const answer = rawAnswer(await readToClose(socket));
    clearInterval(drip);
    expect([answer.status, problemCode(answer)]).toEqual([408, 'request_timeout']);
  });

  it('is cut where it says nothing at all', async () => {
    await using server = await serve(HASTY);
    const socket = await openSocket(server.port);
    expect(rawAnswer(await readToClose(socket)).status).toBe(408);
  });

  it('is cut where it takes nothing of an answer that is no stream', async () => {
    await using server = await serve(HASTY);
    const socket = await openSocket(server.port);
    socket.pause();
    socket.write('GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await server.cut;
    expect((await readToClose(socket)).length).toBeLessThan(LARGE.length);
  });
});

describe('a server that is full', () => {
  it('takes on no more connections, and as many as before once some have left', async () => {
    await using server = await serve({ maxConnections: 2 });
    const [first, second] = [await openSocket(server.port), await openSocket(server.port)];
    const third = await openSocket(server.port);
    expect(await readToClose(third)).toBe('');
    first.destroy();
    await once(first, 'close');
    second.write(get());
    expect(rawAnswer(await readToClose(second)).status).toBe(200);
    expect((await exchange(server.port, get())).status).toBe(200);
  });
});
