import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Redis } from 'ioredis';
import { deferred } from './deferred.ts';
import { criteriaBody } from './gateway.ts';
import type { QuietGateway } from './quiet-gateway.ts';

/** `before`: the request does not arrive. `after`: it does, and nothing of what comes of it. */
export type Death = { readonly request: RegExp; readonly when: 'before' | 'after' };

/**
 * The way of one process to Redis, which falls silent for good, without closing, at the first request that matches: the
 * process has died there, for everybody else.
 */
export class DyingLink implements AsyncDisposable {
  readonly #died = deferred();
  readonly #sockets = new Set<Socket>();
  readonly #listener: Server;
  readonly #toPort: number;
  readonly #death: Death;
  #isDead = false;

  private constructor(toPort: number, death: Death) {
    this.#toPort = toPort;
    this.#death = death;
    this.#listener = createServer((client) => this.#accept(client));
  }

  static async to(port: number, death: Death): Promise<DyingLink> {
    const link = new DyingLink(port, death);
    link.#listener.listen(0, '127.0.0.1');
    await once(link.#listener, 'listening');
    return link;
  }

  get port(): number {
    const address = this.#listener.address();
    if (address === null || typeof address === 'string') throw new Error('the link does not listen');
    return address.port;
  }

  /** Resolves at the request at which it dies. */
  get died(): Promise<void> {
    return this.#died.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #accept(client: Socket): void {
    const server = connect({ port: this.#toPort, host: '127.0.0.1' });
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      // `close` follows every `error`.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      const { request, when } = this.#death;
      const dies = !this.#isDead && request.test(chunk.toString('latin1'));
      if (!this.#isDead && !(dies && when === 'before')) server.write(chunk);
      if (!dies) return;
      this.#isDead = true;
      this.#died.resolve();
    });
    server.on('data', (chunk: Buffer) => {
      if (!this.#isDead) client.write(chunk);
    });
  }
}

/**
 * Lets Redis see all scripts that create a search, by creating one and forgetting it: from then on each step is one request.
 */
export const makeScriptsKnown = async ({ gateway }: QuietGateway, redis: Redis): Promise<void> => {
  await gateway.post(criteriaBody(), { 'Idempotency-Key': 'makes-all-scripts-known' });
  await redis.flushall();
};

const scriptOn = (key: string): RegExp => new RegExp(`EVAL(SHA)?\\r\\n[^]*${key}`, 'i');

/** What a gateway asks Redis for when it creates a search, in this order. */
export const STEPS = {
  deadline: scriptOn('flight\\.search\\.deadlines'),
  stream: scriptOn('flight\\.search\\.results'),
  request: scriptOn('flight\\.search\\.requests'),
  confirmation: /EVAL(SHA)?\r\n[^]*flight\.search\.idempotency[^]* created /i,
} as const;
