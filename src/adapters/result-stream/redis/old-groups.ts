import type { Redis } from 'ioredis';
import { attempt } from '../../redis/attempt.ts';

/** A link may be up and its answers lost all the same. */
const TRY_AGAIN_MS = 1_000;
/** Of those that are left, at a time. */
const MAX_AT_ONCE = 64;
/** As many as a gateway has viewers by default; what is beyond that dies with its stream. */
const MAX_LEFT = 20_000;

interface OldGroup {
  readonly key: string;
  readonly name: string;
}

/** Destroys the groups of viewings that are over; those of which Redis may not have heard again, until it has. */
export class OldGroups {
  readonly #redis: Redis;
  readonly #left = new Set<OldGroup>();
  #timer: NodeJS.Timeout | undefined;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async destroy(key: string, names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => this.#destroy({ key, name })));
    this.#tryAgainLater();
  }

  async #destroy(group: OldGroup): Promise<void> {
    const { key, name } = group;
    const destroyed = attempt(this.#redis, () => this.#redis.xgroup('DESTROY', key, name));
    // An error that is no trouble with Redis: the stream is none any more, and nothing is left in it.
    const isUnheard = await destroyed
      .match(
        () => false,
        () => true,
      )
      .catch(() => false);
    if (!isUnheard) this.#left.delete(group);
    else if (this.#left.size < MAX_LEFT) this.#left.add(group);
  }

  /** A link that was closed for good leads nowhere again, and no process stays for this. */
  #tryAgainLater(): void {
    if (this.#left.size === 0 || this.#timer !== undefined || this.#redis.status === 'end') return;
    this.#timer = setTimeout(() => void this.#tryAgain(), TRY_AGAIN_MS).unref();
  }

  async #tryAgain(): Promise<void> {
    for (let isHeard = true; isHeard && this.#left.size > 0;) {
      const some = [...this.#left].slice(0, MAX_AT_ONCE);
      await Promise.all(some.map((group) => this.#destroy(group)));
      isHeard = !some.some((group) => this.#left.has(group));
    }
    this.#timer = undefined;
    this.#tryAgainLater();
  }
}
