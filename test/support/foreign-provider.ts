import { Redis } from 'ioredis';
import type { RedisServer } from './redis-server.ts';

const REQUESTS = 'flight.search.requests';
const GROUP = 'providers';

/** The connection of a program in any language. It may not ask Redis how it is, which this client would do first. */
export const foreignLink = (server: RedisServer): Redis =>
  new Redis(server.urlOf('foreign'), { enableReadyCheck: false });

/**
 * Works on a search with plain commands of Redis, as a program in any language may. Nothing of the product is used here:
 * the names of keys and fields are what others rely on.
 */
export class ForeignProvider {
  /** Whether it rings the bell when it has said something. */
  rings = true;
  readonly id: string;
  readonly #redis: Redis;
  readonly #request: string;

  private constructor(redis: Redis, request: string, id: string) {
    this.#redis = redis;
    this.#request = request;
    this.id = id;
  }

  /** Claims a search that was requested. */
  static async claim(redis: Redis): Promise<ForeignProvider> {
    // It may be there already.
    await redis.xgroup('CREATE', REQUESTS, GROUP, '0', 'MKSTREAM').catch(() => undefined);
    const reply = await redis.call(
      'XREADGROUP',
      'GROUP',
      GROUP,
      'foreign',
      'COUNT',
      1,
      'STREAMS',
      REQUESTS,
      '>',
    );
    const [, request, , id] = Array.isArray(reply) ? reply.flat(Number.POSITIVE_INFINITY) : [];
    if (typeof request !== 'string' || typeof id !== 'string') throw new Error('no search was requested');
    return new ForeignProvider(redis, request, id);
  }

  /** A payload that is no text goes as JSON. */
  async say(status: string, payload: unknown = {}): Promise<void> {
    const stream = `flight.search.results:${this.id}`;
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    await this.#redis.xadd(stream, 'NOMKSTREAM', '*', 'status', status, 'payload', text);
    if (this.rings) await this.#redis.publish(`flight.search.bell:{${stream}}`, '1');
  }

  async settle(): Promise<void> {
    await this.#redis.xack(REQUESTS, GROUP, this.#request);
  }
}
