import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import type Koa from 'koa';

/** Against clients that send slowly to hold a connection. They do not concern a response under way. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
const LOOK_FOR_TIMEOUTS_EVERY_MS = 5_000;
/** Longer than the idle time of common load balancers, so that it is they who close first. */
const KEEP_ALIVE_MS = 65_000;
const MAX_HEADER_BYTES = 8 * 1024;

export interface HttpServer {
  readonly port: number;
  /** Accepts no more, waits for open responses to end, and cuts those that have not by then. */
  close(withinMs: number): Promise<void>;
}

/** Listens; a port that is taken, or not ours to take, throws. */
export const listen = async (app: Koa, host: string, port: number): Promise<HttpServer> => {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: LOOK_FOR_TIMEOUTS_EVERY_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    app.callback(),
  );
  const closeIdle = watchIdle(server);
  server.listen(port, host);
  await once(server, 'listening');
  return { port: portOf(server.address()), close: (withinMs) => closeServer(server, closeIdle, withinMs) };
};

/**
 * Closes connections on which nothing is asked, now and whenever an answer ends. Node closes only those on which something
 * had been asked before, and only once: clients that keep a connection would hold up the end for as long as they like.
 */
const watchIdle = (server: Server): (() => void) => {
  const idle = new Set<Socket>();
  let closing = false;
  server.on('connection', (socket) => {
    idle.add(socket);
    socket.once('close', () => idle.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    response.once('close', () => {
      if (closing) socket.destroySoon();
      else if (!socket.destroyed) idle.add(socket);
    });
  });
  return () => {
    closing = true;
    for (const socket of idle) socket.destroy();
  };
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
};

const closeServer = async (server: Server, closeIdle: () => void, withinMs: number): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  closeIdle();
  const cut = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearTimeout(cut);
};
