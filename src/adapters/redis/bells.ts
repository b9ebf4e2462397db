import type { Redis } from 'ioredis';
import type { Bell } from '../../domain/ports/result-stream.ts';
import { Ear } from './ear.ts';

/** A ring may be lost, so every listener looks again about this often. */
const SWEEP_MS = 1_000;
/** Of the period, so that gateways do not all sweep in the same instant. */
const SWEEP_JITTER = 0.25;
/** Channels of one SUBSCRIBE when all of them are renewed. */
const SUBSCRIBE_AT_ONCE = 500;

/** A bell and the promise that rings are heard from now on, which is kept as well where the subscription fails. */
export interface SubscribedBell extends Bell {
  readonly subscribed: Promise<void>;
}

/**
 * All bells of a process on one subscription: rung by whoever appends, by one sweep for all, and whenever the link comes
 * back, since rings were lost meanwhile.
 */
export class RedisBells {
  readonly #ears = new Map<string, Set<Ear>>();
  readonly #subscriber: Redis;
  readonly #onTrouble: (error: unknown) => void;
  #sweep: NodeJS.Timeout | undefined;

  constructor(subscriber: Redis, onTrouble: (error: unknown) => void) {
    this.#subscriber = subscriber;
    this.#onTrouble = onTrouble;
    subscriber.on('message', (channel: string) => this.#ring(this.#ears.get(channel) ?? []));
    subscriber.on('ready', () => void this.#renew());
  }

  listen(channel: string, signal: AbortSignal): SubscribedBell {
    const ear = new Ear(signal);
    const ears = this.#ears.get(channel);
    const subscribed = ears === undefined ? this.#subscribe([channel]) : Promise.resolve();
    if (ears === undefined) this.#ears.set(channel, new Set([ear]));
    else ears.add(ear);
    if (this.#sweep === undefined) this.#scheduleSweep();
    return {
      subscribed,
      rung: (waitMs) => ear.rung(waitMs),
      [Symbol.asyncDispose]: async () => this.#leave(channel, ear),
    };
  }

  async #leave(channel: string, ear: Ear): Promise<void> {
    const ears = this.#ears.get(channel);
    if (ears === undefined || !ears.delete(ear) || ears.size > 0) return;
    this.#ears.delete(channel);
    if (this.#ears.size === 0) this.#stopSweep();
    if (this.#subscriber.status === 'ready') await this.#try(() => this.#subscriber.unsubscribe(channel));
  }

  /** While the link is down there is nothing to do: all channels are subscribed when it is back. */
  async #subscribe(channels: readonly string[]): Promise<void> {
    if (this.#subscriber.status !== 'ready' || channels.length === 0) return;
    await this.#try(() => this.#subscriber.subscribe(...channels));
  }

  async #renew(): Promise<void> {
    const channels = [...this.#ears.keys()];
    for (let from = 0; from < channels.length; from += SUBSCRIBE_AT_ONCE) {
      await this.#subscribe(channels.slice(from, from + SUBSCRIBE_AT_ONCE));
    }
    this.#ringAll();
  }

  #ring(ears: Iterable<Ear>): void {
    for (const ear of ears) ear.ring();
  }

  #ringAll(): void {
    for (const ears of this.#ears.values()) this.#ring(ears);
  }

  /** Only while somebody listens. */
  #scheduleSweep(): void {
    const inMs = SWEEP_MS * (1 + SWEEP_JITTER * (2 * Math.random() - 1));
    this.#sweep = setTimeout(() => {
      this.#ringAll();
      this.#scheduleSweep();
    }, inMs);
  }

  #stopSweep(): void {
    clearTimeout(this.#sweep);
    this.#sweep = undefined;
  }

  /** A bell is a hint: without it entries come with the sweep. */
  async #try(command: () => Promise<unknown>): Promise<void> {
    try {
      await command();
    } catch (error) {
      this.#onTrouble(error);
    }
  }
}
