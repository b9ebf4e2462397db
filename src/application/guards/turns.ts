import type { Clock } from '../../domain/ports/clock.ts';
import type { SupplierLimits } from '../../domain/ports/supplier.ts';
import { abortScope } from '../abort-scope.ts';
import { type Bucket, msUntil, type Rate, rateOf, withoutOne } from './token-bucket.ts';

/** As many as a provider works on at a time: nobody else is there to wait. */
export const MAX_WAITING = 256;

/** Is over when it is left. */
export type Turn = Disposable;

/** Lets in so many at a time, and so many a minute, in the order in which they came. */
export class Turns {
  readonly #clock: Clock;
  readonly #rate: Rate | undefined;
  readonly #concurrent: number;
  /** Each is called when it is its turn. */
  readonly #waiting = new Set<() => void>();
  #underWay = 0;
  #bucket: Bucket;
  /** Set while somebody waits for the next token only. */
  #alarm: AbortController | undefined;

  constructor(clock: Clock, { perMinute, concurrent = Infinity }: SupplierLimits) {
    this.#clock = clock;
    this.#rate = perMinute === undefined ? undefined : rateOf(perMinute);
    this.#concurrent = concurrent;
    this.#bucket = { tokens: this.#rate?.burst ?? 0, atMs: clock.now() };
  }

  /** Undefined at once where it cannot come in time or too many wait, else when it has not come, or the signal aborts. */
  async take(patienceMs: number, signal: AbortSignal): Promise<Turn | undefined> {
    if (signal.aborted || this.#waiting.size >= MAX_WAITING) return undefined;
    if (this.#msUntilToken(this.#waiting.size + 1) > patienceMs) return undefined;
    using waiting = abortScope(signal);
    let isMine = false;
    const call = (): void => {
      isMine = true;
      waiting.abort();
    };
    this.#waiting.add(call);
    this.#callNext();
    await this.#clock.sleep(patienceMs, waiting.signal);
    this.#waiting.delete(call);
    if (this.#waiting.size === 0) this.#stopAlarm();
    return isMine ? this.#turn() : undefined;
  }

  #turn(): Turn {
    let isOver = false;
    return {
      [Symbol.dispose]: () => {
        if (isOver) return;
        isOver = true;
        this.#underWay -= 1;
        this.#callNext();
      },
    };
  }

  #callNext(): void {
    for (const call of this.#waiting) {
      if (this.#underWay >= this.#concurrent) return;
      const waitMs = this.#msUntilToken(1);
      if (waitMs > 0) {
        this.#setAlarm(waitMs);
        return;
      }
      if (this.#rate !== undefined) this.#bucket = withoutOne(this.#bucket, this.#rate, this.#clock.now());
      this.#underWay += 1;
      this.#waiting.delete(call);
      call();
    }
  }

  #msUntilToken(count: number): number {
    return this.#rate === undefined ? 0 : msUntil(this.#bucket, this.#rate, count, this.#clock.now());
  }

  #setAlarm(waitMs: number): void {
    if (this.#alarm !== undefined) return;
    const alarm = new AbortController();
    this.#alarm = alarm;
    void this.#clock.sleep(waitMs, alarm.signal).then(() => {
      if (alarm.signal.aborted) return;
      this.#alarm = undefined;
      this.#callNext();
    });
  }

  /** A timer that nobody waits for would keep a process from its end. */
  #stopAlarm(): void {
    this.#alarm?.abort();
    this.#alarm = undefined;
  }
}
