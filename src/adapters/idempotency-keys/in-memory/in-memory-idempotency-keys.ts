import { okAsync, type ResultAsync } from 'neverthrow';
import type { Clock } from '../../../domain/ports/clock.ts';
import {
  type IdempotencyKeys,
  KEY_LASTS_MS,
  type KeyHolder,
} from '../../../domain/ports/idempotency-keys.ts';
import type { Unavailable } from '../../../domain/ports/result-stream.ts';

/** More than the searches that one process holds: whose key is forgotten for a newer one has no search any more. */
export const MAX_KEYS = 10_000;

interface HeldKey {
  readonly holder: KeyHolder;
  readonly untilMs: number;
}

const same = (one: KeyHolder, other: KeyHolder | undefined): boolean =>
  one.id === other?.id && one.fingerprint === other.fingerprint && one.created === other.created;

/** Holds the keys of one process, and loses them with it. */
export class InMemoryIdempotencyKeys implements IdempotencyKeys {
  readonly #clock: Clock;
  readonly #keys = new Map<string, HeldKey>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  hold(key: string, to: KeyHolder, from?: KeyHolder): ResultAsync<KeyHolder, Unavailable> {
    this.#forget();
    const held = this.#keys.get(key)?.holder;
    if (held !== undefined && !same(held, from)) return okAsync(held);
    if (held === undefined && this.#keys.size >= MAX_KEYS) this.#forgetOldest();
    this.#keys.delete(key);
    this.#keys.set(key, { holder: to, untilMs: this.#clock.now() + KEY_LASTS_MS });
    return okAsync(to);
  }

  /** All keys last equally long, so the ones that are over come first. */
  #forget(): void {
    for (const [key, { untilMs }] of this.#keys) {
      if (untilMs > this.#clock.now()) return;
      this.#keys.delete(key);
    }
  }

  #forgetOldest(): void {
    for (const key of this.#keys.keys()) {
      this.#keys.delete(key);
      return;
    }
  }
}
