import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import type Koa from 'koa';
import { refuseRequest, refuseUnreadable } from './refuse-request.ts';

/** What a client may take up of a server before it is given an answer, and while it is. */
export interface ServerLimits {
  /** Against clients that send slowly to hold a connection. They do not concern a response under way. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly lookForTimeoutsEveryMs: number;
  /** A connection that stands still is cut: nothing comes, and nothing of an answer is taken. Streams see to it themselves. */
  readonly stillTimeoutMs: number;
  /** Longer than the idle time of common load balancers, so that it is they who close first. */
  readonly keepAliveMs: number;
  readonly maxHeaderBytes: number;
  /** Any more are cut as they come. */
  readonly maxConnections: number;
}

const SERVER_LIMITS: ServerLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  lookForTimeoutsEveryMs: 5_000,
  // Longer than whoever polls may wait.
  stillTimeoutMs: 30_000,
  keepAliveMs: 65_000,
  maxHeaderBytes: 8 * 1024,
  maxConnections: 25_000,
};

/** Beside one for each viewer, for those who ask for anything else. */
export const SPARE_CONNECTIONS = 5_000;

/** How long nothing comes from a client before the system asks whether it is there. */
const KEEP_ALIVE_PROBE_MS = 30_000;

export interface HttpServer {
  readonly port: number;
  /** Accepts no more, waits for open responses to end, and cuts those that have not by then. */
  close(withinMs: number): Promise<void>;
}

/** Listens; a port that is taken, or not ours to take, throws. */
export const listen = async (
  app: Koa,
  host: string,
  port: number,
  limits: Partial<ServerLimits> = {},
): Promise<HttpServer> => {
  const server = serverOf(app, { ...SERVER_LIMITS, ...limits });
  const closeIdle = watchIdle(server);
  server.listen(port, host);
  await once(server, 'listening');
  return { port: portOf(server.address()), close: (withinMs) => closeServer(server, closeIdle, withinMs) };
};

const serverOf = (app: Koa, limits: ServerLimits): Server => {
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: limits.lookForTimeoutsEveryMs,
    keepAliveTimeout: limits.keepAliveMs,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS,
    maxHeaderSize: limits.maxHeaderBytes,
    // It is refused all the same, with a problem like any other.
    requireHostHeader: false,
  });
  server.timeout = limits.stillTimeoutMs;
  server.maxConnections = limits.maxConnections;
  refuseUnreadable(server);
  const answer = app.callback();
  server.on('request', (request, response) => {
    if (!refuseRequest(request, response)) void answer(request, response);
  });
  // Nothing is expected of us but to answer.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  return server;
};

/**
 * Closes connections on which nothing is asked, now and whenever an answer ends. Node closes only those on which something
 * had been asked before, and only once: clients that keep a connection would hold up the end for as long as they like.
 */
const watchIdle = (server: Server): (() => void) => {
  /** How many answers each connection owes: a client may ask ahead. */
  const owed = new Map<Socket, number>();
  let closing = false;
  server.on('connection', (socket) => {
    owed.set(socket, 0);
    socket.once('close', () => owed.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    owed.set(socket, (owed.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (owed.get(socket) ?? 1) - 1;
      if (owed.has(socket)) owed.set(socket, left);
      if (closing && left === 0) socket.destroySoon();
    });
  });
  return () => {
    closing = true;
    for (const [socket, answers] of owed) if (answers === 0) socket.destroy();
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
