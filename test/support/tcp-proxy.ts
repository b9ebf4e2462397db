import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { DelayedPipe } from './delayed-pipe.ts';

/** A connection to Redis either hears what is published, or carries commands. */
export type LinkKind = 'commands' | 'subscriber';
export type Direction = 'to_server' | 'to_client';

/** Which connections, and which way; both where it is left out. */
export interface Hole {
  readonly links?: LinkKind;
  readonly direction?: Direction;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  readonly pipes: Readonly<Record<Direction, DelayedPipe>>;
  /** What it is for shows when it subscribes. */
  kind: LinkKind;
  /** The next reply is swallowed, and the link cut. */
  losesReply: boolean;
  /** Ways on which bytes are missing, so nothing that comes behind them could be understood. */
  readonly torn: Set<Direction>;
}

const SUBSCRIBES = /\bs?subscribe\r\n/i;

/** Stands between a client and a server on this machine, and does to their connections what networks do. */
export class TcpProxy implements AsyncDisposable {
  /** New connections go there. */
  toPort: number;
  /** New connections are closed as soon as they are there. */
  refuses = false;
  /** Every chunk takes so much longer, in both directions. */
  delayMs = 0;
  /** Chunks of the server that hold this are swallowed; the connections stay. */
  swallows: RegExp | undefined;
  readonly #links = new Set<Link>();
  readonly #listener: Server;
  #losesReplyTo: RegExp | undefined;
  #hole: Hole | undefined;

  private constructor(toPort: number) {
    this.toPort = toPort;
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
  loseReplyTo(request: RegExp | undefined): void {
    this.#losesReplyTo = request;
  }

  /** While it is on, nothing arrives there and nothing is closed; what lost bytes meanwhile is cut when it goes off. */
  blackHole(isOn: boolean, hole: Hole = {}): void {
    this.#hole = isOn ? hole : undefined;
    if (!isOn) for (const link of this.#links) if (link.torn.size > 0) this.#reset(link);
  }

  /** From now on nothing arrives on the connections that are there, and they stay; new ones are as they should be. */
  silence(kind?: LinkKind): void {
    for (const { torn } of this.#of(kind)) torn.add('to_server').add('to_client');
  }

  resetAll(kind?: LinkKind): void {
    for (const link of this.#of(kind)) this.#reset(link);
  }

  /** From now on the network does nothing of its own. */
  heal(): void {
    this.refuses = false;
    this.delayMs = 0;
    this.swallows = undefined;
    this.loseReplyTo(undefined);
    this.blackHole(false);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.resetAll();
  }

  #of(kind: LinkKind | undefined): readonly Link[] {
    return [...this.#links].filter((link) => kind === undefined || link.kind === kind);
  }

  #accept(client: Socket): void {
    if (this.refuses) return void client.resetAndDestroy();
    const server = connect({ port: this.toPort, host: '127.0.0.1' });
    const pipes = { to_server: new DelayedPipe(server), to_client: new DelayedPipe(client) };
    const link: Link = { client, server, pipes, kind: 'commands', losesReply: false, torn: new Set() };
    this.#links.add(link);
    for (const socket of [client, server]) {
      // A link that fails on one side fails on the other: `close` follows every `error`.
      socket.on('error', () => undefined);
      socket.on('close', () => this.#reset(link));
    }
    client.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      if (SUBSCRIBES.test(text)) link.kind = 'subscriber';
      if (this.#losesReplyTo?.test(text) === true) {
        this.#losesReplyTo = undefined;
        link.losesReply = true;
      }
      this.#pass(link, chunk, 'to_server');
    });
    server.on('data', (chunk: Buffer) => {
      if (link.losesReply) this.#reset(link);
      else if (this.swallows?.test(chunk.toString('latin1')) !== true) this.#pass(link, chunk, 'to_client');
    });
  }

  #pass(link: Link, chunk: Buffer, direction: Direction): void {
    if (this.#isInHole(link, direction)) link.torn.add(direction);
    if (!link.torn.has(direction)) link.pipes[direction].write(chunk, this.delayMs);
  }

  #isInHole({ kind }: Link, direction: Direction): boolean {
    if (this.#hole === undefined) return false;
    const { links = kind, direction: lost = direction } = this.#hole;
    return links === kind && lost === direction;
  }

  #reset(link: Link): void {
    if (!this.#links.delete(link)) return;
    for (const pipe of Object.values(link.pipes)) pipe.cut();
    link.client.resetAndDestroy();
    link.server.destroy();
  }
}
