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

  /** Whether it rang since this was last asked, or rings within the wait. */
  async heard(waitMs: number): Promise<boolean> {
    if (!this.#rang && !this.#signal.aborted) await this.#nextRing(waitMs);
    const rang = this.#rang;
    this.#rang = false;
    return rang;
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
