import type { Redis } from 'ioredis';
import type { Bell } from '../../domain/ports/result-stream.ts';
import { Ear } from './ear.ts';

/** A ring may be lost, so every listener looks again about this often. */
const SWEEP_MS = 1_000;
/** Of the period, so that gateways do not all sweep in the same instant. */
const SWEEP_JITTER = 0.25;
/** Channels of one SUBSCRIBE when all of them are renewed. */
const SUBSCRIBE_AT_ONCE = 500;

export interface SubscribedBell extends Bell {
  /** Rings are heard from then on; kept as well where the subscription fails, since a bell is a hint. */
  readonly subscribed: Promise<void>;
  /** As `rung`; and whether it was a ring. */
  heard(waitMs: number): Promise<boolean>;
}

interface Channel {
  readonly ears: Set<Ear>;
  readonly subscribed: Promise<void>;
}

/**
 * All bells of a process on one subscription: rung by whoever appends, by one sweep for all, and whenever the link comes
 * back, since rings were lost meanwhile.
 */
export class RedisBells {
  readonly #channels = new Map<string, Channel>();
  readonly #subscriber: Redis;
  readonly #onTrouble: (error: unknown) => void;
  #sweep: NodeJS.Timeout | undefined;

  constructor(subscriber: Redis, onTrouble: (error: unknown) => void) {
    this.#subscriber = subscriber;
    this.#onTrouble = onTrouble;
    subscriber.on('message', (channel: string) => this.#ring(this.#channels.get(channel)?.ears ?? []));
    subscriber.on('ready', () => void this.#renew());
  }

  listen(channel: string, signal: AbortSignal): SubscribedBell {
    const ear = new Ear(signal);
    const { ears, subscribed } = this.#channels.get(channel) ?? this.#open(channel);
    ears.add(ear);
    if (this.#sweep === undefined) this.#scheduleSweep();
    return {
      subscribed,
      heard: (waitMs) => ear.heard(waitMs),
      rung: async (waitMs) => {
        await ear.heard(waitMs);
      },
      [Symbol.asyncDispose]: async () => this.#leave(channel, ear),
    };
  }

  /** For when something may have been missed. */
  ringAll(): void {
    for (const { ears } of this.#channels.values()) this.#ring(ears);
  }

  #open(name: string): Channel {
    const channel = { ears: new Set<Ear>(), subscribed: this.#subscribe([name]) };
    this.#channels.set(name, channel);
    return channel;
  }

  /** Nobody waits for the end of a subscription. */
  #leave(name: string, ear: Ear): void {
    const channel = this.#channels.get(name);
    if (channel === undefined || !channel.ears.delete(ear) || channel.ears.size > 0) return;
    this.#channels.delete(name);
    if (this.#channels.size === 0) this.#stopSweep();
    if (this.#subscriber.status === 'ready') void this.#try(() => this.#subscriber.unsubscribe(name));
  }

  /** While the link is down there is nothing to do: all channels are subscribed when it is back. */
  async #subscribe(channels: readonly string[]): Promise<void> {
    if (this.#subscriber.status !== 'ready' || channels.length === 0) return;
    await this.#try(() => this.#subscriber.subscribe(...channels));
  }

  async #renew(): Promise<void> {
    const names = [...this.#channels.keys()];
    for (let from = 0; from < names.length; from += SUBSCRIBE_AT_ONCE) {
      const some = names.slice(from, from + SUBSCRIBE_AT_ONCE);
      await this.#subscribe(some.filter((name) => this.#channels.has(name)));
    }
    this.ringAll();
  }

  #ring(ears: Iterable<Ear>): void {
    for (const ear of ears) ear.ring();
  }

  /** Only while somebody listens. */
  #scheduleSweep(): void {
    const inMs = SWEEP_MS * (1 + SWEEP_JITTER * (2 * Math.random() - 1));
    this.#sweep = setTimeout(() => {
      this.ringAll();
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
