import type { Socket } from 'node:net';

/** One direction of a connection. What takes its time overtakes nothing: bytes arrive in the order in which they were sent. */
export class DelayedPipe {
  readonly #to: Socket;
  readonly #waiting: { readonly chunk: Buffer; readonly atMs: number }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(to: Socket) {
    this.#to = to;
  }

  write(chunk: Buffer, delayMs: number): void {
    if (delayMs === 0 && this.#waiting.length === 0) {
      this.#to.write(chunk);
      return;
    }
    this.#waiting.push({ chunk, atMs: performance.now() + delayMs });
    if (this.#timer === undefined) this.#schedule();
  }

  cut(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #schedule(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        const next = this.#waiting.shift();
        if (next !== undefined) this.#to.write(next.chunk);
        this.#schedule();
      },
      Math.max(0, first.atMs - performance.now()),
    );
  }
}
