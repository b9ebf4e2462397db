import type { Clock } from '../../../domain/ports/clock.ts';
import type { Bell } from '../../../domain/ports/result-stream.ts';

/** Remembers a ring until somebody asks. Stops listening when its signal aborts, or when it is disposed. */
export class InMemoryBell implements Bell {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #unlisten: () => void;
  #waiting: AbortController | undefined;
  #rang = false;
  #stopped = false;

  constructor(clock: Clock, listen: (heard: () => void) => () => void, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
    this.#unlisten = listen(() => {
      this.#rang = true;
      this.#waiting?.abort();
    });
    signal.addEventListener('abort', this.#stop, { once: true });
    if (signal.aborted) this.#stop();
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  async rung(waitMs: number): Promise<void> {
    if (!this.#rang && !this.#stopped) {
      this.#waiting = new AbortController();
      await this.#clock.sleep(waitMs, this.#waiting.signal);
      this.#waiting = undefined;
    }
    this.#rang = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop();
  }

  readonly #stop = (): void => {
    this.#stopped = true;
    this.#unlisten();
    this.#signal.removeEventListener('abort', this.#stop);
    this.#waiting?.abort();
  };
}
