/** One listener: remembers that it rang until somebody asks. */
export class Ear {
  readonly #signal: AbortSignal;
  #rang = false;
  #wake: (() => void) | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  ring(): void {
    this.#rang = true;
    this.#wake?.();
  }

  async rung(waitMs: number): Promise<void> {
    if (!this.#rang && !this.#signal.aborted) await this.#nextRing(waitMs);
    this.#rang = false;
  }

  #nextRing(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#signal.removeEventListener('abort', done);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      this.#signal.addEventListener('abort', done);
      this.#wake = done;
    });
  }
}
