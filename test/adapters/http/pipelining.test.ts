import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import Koa from 'koa';
import { listen } from '../../../src/adapters/http/server.ts';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import { deferred } from '../../support/deferred.ts';
import { Gateway } from '../../support/gateway.ts';
import { openSocket, readToClose } from '../../support/raw-http.ts';

/** More than the listeners that Node takes for a leak. */
const MANY = 50;

describe('a client that sends requests ahead on one connection and hangs up', () => {
  let gateway: Gateway;
  let id: SearchId;
  const warnings: string[] = [];
  const warn = ({ message }: Error): void => void warnings.push(message);

  beforeEach(async () => {
    gateway = await Gateway.start({ provides: false, settings: { MAX_VIEWERS_PER_SEARCH: '100' } });
    id = await gateway.requestSearch();
    process.on('warning', warn);
  });
  afterEach(async () => {
    process.off('warning', warn);
    await gateway[Symbol.asyncDispose]();
  });

  const request = (to: string): string => `GET /v1/searches/${id}${to} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  /** The first answer is a stream, behind which all the others wait. */
  const askAhead = async (path: string): Promise<Socket> => {
    const socket = connect(gateway.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(request('/events') + request(path).repeat(MANY));
    await once(socket, 'data');
    return socket;
  };

  test.each(['/events', '/entries?wait=25&after='])('gives back every seat it took for %s', async (path) => {
    const last = gateway.entriesOf(id).at(-1)?.position;
    const socket = await askAhead(path === '/events' ? path : `${path}${last}`);
    await gateway.watchedBy(MANY + 1);
    socket.destroy();
    await gateway.watchedBy(0);
    expect(warnings).toEqual([]);
  });

  it('is cut where it goes on with what is no HTTP, and hears of that nothing in the midst of a stream', async () => {
    const socket = await openSocket(gateway.port);
    socket.write(request('/events'));
    await once(socket, 'data');
    const rest = readToClose(socket);
    socket.write('no HTTP\r\n\r\n');
    expect(await rest).not.toContain('HTTP');
    await gateway.watchedBy(0);
  });

  it('holds no seat for entries that were read and wait to be sent', async () => {
    const socket = await askAhead('/entries');
    await gateway.watchedBy(1);
    socket.destroy();
    await gateway.watchedBy(0);
  });
});

describe('a client that sends requests ahead to a server that stops', () => {
  it('is answered those that are under way', async () => {
    const [asked, answer] = [deferred(), deferred()];
    const app = new Koa();
    app.use(async (ctx) => {
      if (ctx.path === '/last') {
        asked.resolve();
        await answer.promise;
      }
      ctx.body = `here is ${ctx.path}`;
    });
    const server = await listen(app, '127.0.0.1', 0);
    const socket = await openSocket(server.port);
    const told = readToClose(socket);
    for (const path of ['/first', '/last']) socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await once(socket, 'data');
    await asked.promise;
    const closed = server.close(60_000);
    answer.resolve();
    await closed;
    expect(await told).toMatch(/here is \/first[^]*here is \/last/);
  });
});
