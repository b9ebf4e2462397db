import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
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
  server.listen(port, host);
  await once(server, 'listening');
  return { port: portOf(server.address()), close: (withinMs) => closeServer(server, withinMs) };
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
};

const closeServer = async (server: Server, withinMs: number): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  const cut = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearTimeout(cut);
};
