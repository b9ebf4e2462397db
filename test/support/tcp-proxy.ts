import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  /** The next reply is swallowed, and the link cut. */
  losesReply: boolean;
  /** Bytes are missing, so nothing that comes behind them can be understood. */
  isTorn: boolean;
}

/** Stands between a client and a server on this machine, and does to their connections what networks do. */
export class TcpProxy implements AsyncDisposable {
  /** New connections are closed as soon as they are there. */
  refuses = false;
  /** Every chunk takes so much longer, in both directions. */
  delayMs = 0;
  /** Chunks of the server that hold this are swallowed; the connections stay. */
  swallows: RegExp | undefined;
  readonly #links = new Set<Link>();
  readonly #listener: Server;
  readonly #toPort: number;
  #losesReplyTo: RegExp | undefined;
  #isBlackHole = false;

  private constructor(toPort: number) {
    this.#toPort = toPort;
    this.#listener = createServer((client) => this.#accept(client));
  }

  static async to(port: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(port);
    proxy.#listener.listen(0, '127.0.0.1');
    await once(proxy.#listener, 'listening');
    return proxy;
  }

  get port(): number {
    const address = this.#listener.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
    return address.port;
  }

  /** The next request that matches reaches the server; its reply does not come back, and the connection is cut. */
  loseReplyTo(request: RegExp): void {
    this.#losesReplyTo = request;
  }

  /** While it is on, nothing arrives and nothing is closed; what lost bytes meanwhile is cut when it goes off. */
  blackHole(isOn: boolean): void {
    this.#isBlackHole = isOn;
    if (!isOn) for (const link of this.#links) if (link.isTorn) this.#reset(link);
  }

  resetAll(): void {
    for (const link of this.#links) this.#reset(link);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.resetAll();
  }

  #accept(client: Socket): void {
    if (this.refuses) return void client.resetAndDestroy();
    const server = connect({ port: this.#toPort, host: '127.0.0.1' });
    const link: Link = { client, server, losesReply: false, isTorn: false };
    this.#links.add(link);
    for (const socket of [client, server]) {
      // A link that fails on one side fails on the other: `close` follows every `error`.
      socket.on('error', () => undefined);
      socket.on('close', () => this.#reset(link));
    }
    client.on('data', (chunk: Buffer) => {
      if (this.#losesReplyTo?.test(chunk.toString('latin1')) === true) {
        this.#losesReplyTo = undefined;
        link.losesReply = true;
      }
      this.#pass(link, chunk, server);
    });
    server.on('data', (chunk: Buffer) => {
      if (link.losesReply) this.#reset(link);
      else if (this.swallows?.test(chunk.toString('latin1')) !== true) this.#pass(link, chunk, client);
    });
  }

  #pass(link: Link, chunk: Buffer, to: Socket): void {
    if (this.#isBlackHole) link.isTorn = true;
    else if (this.delayMs > 0) setTimeout(() => to.write(chunk), this.delayMs);
    else to.write(chunk);
  }

  #reset(link: Link): void {
    if (!this.#links.delete(link)) return;
    link.client.resetAndDestroy();
    link.server.destroy();
  }
}
