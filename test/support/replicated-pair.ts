import { Redis } from 'ioredis';
import { PRIMARY_SETTINGS, startReplica } from './redis-replica.ts';
import { type RedisServer, startRedisServer } from './redis-server.ts';
import { TcpProxy } from './tcp-proxy.ts';

interface Servers {
  readonly primary: RedisServer;
  readonly replica: RedisServer;
}

/** A primary, a replica, and ways between them and to them that fail when they are told to. */
export class ReplicatedPair implements AsyncDisposable {
  readonly primary: Redis;
  readonly replica: Redis;

  readonly servers: Servers;
  /** From a gateway to whoever is the primary. */
  readonly way: TcpProxy;
  /** From the replica to the primary. */
  readonly #replication: TcpProxy;

  private constructor(servers: Servers, way: TcpProxy, replication: TcpProxy) {
    this.servers = servers;
    this.way = way;
    this.#replication = replication;
    this.primary = new Redis(servers.primary.url, { retryStrategy: () => null });
    this.primary.on('error', () => undefined);
    this.replica = new Redis(servers.replica.url);
  }

  static async start(): Promise<ReplicatedPair> {
    const primary = await startRedisServer({ args: PRIMARY_SETTINGS });
    const replication = await TcpProxy.to(primary.port);
    const replica = await startReplica(replication.port);
    return new ReplicatedPair({ primary, replica }, await TcpProxy.to(primary.port), replication);
  }

  get url(): string {
    return this.servers.primary.urlOf('gateway', this.way.port);
  }

  /** Resolves when the replica has all that the primary has. */
  async copied(): Promise<void> {
    // It waits for what had been written when this client last asked for anything.
    await this.primary.ping();
    while ((await this.primary.wait(1, 1_000)) < 1);
  }

  cutReplication(): void {
    this.#replication.refuses = true;
    this.#replication.resetAll();
  }

  /** The primary keeps its links, and looks for another one where nobody lets it in: it learns nothing more. */
  async demotePrimary(): Promise<void> {
    await this.primary.replicaof('127.0.0.1', this.#replication.port);
  }

  async promoteReplica(): Promise<void> {
    await this.replica.replicaof('NO', 'ONE');
    this.way.toPort = this.servers.replica.port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.primary.disconnect();
    this.replica.disconnect();
    await Promise.all([this.way, this.#replication].map((proxy) => proxy[Symbol.asyncDispose]()));
    await Promise.all([this.servers.primary.stop(), this.servers.replica.stop()]);
  }
}
