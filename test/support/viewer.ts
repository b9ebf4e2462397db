import { type SseClient, type SseEvent, type SseFrame } from './sse-client.ts';

/** `ended`: by the server, as it should be. `cut`: the connection broke, or the viewer hung up. */
type StreamEnd = 'ended' | 'cut';

/** Takes every event of a stream as soon as it comes, and keeps them all; unlike a browser it never comes back. */
export class Viewer implements AsyncDisposable {
  readonly events: SseEvent[] = [];
  /** How long to stay away, as the server last said. */
  retryMs: number | undefined;
  /** Be it an event or not. */
  last: SseFrame | undefined;
  /** How the response ended, once it has. */
  readonly ended: Promise<StreamEnd>;
  readonly #client: SseClient;
  #hasLeft = false;
  #isOver = false;
  #wake: () => void = () => undefined;
  #changed: Promise<void> = Promise.resolve();

  constructor(client: SseClient) {
    this.#client = client;
    this.#announce();
    this.ended = this.#take();
  }

  get response(): Response {
    return this.#client.response;
  }

  /** Resolves with the first event of this name, be it here already or yet to come. */
  async until(name: string): Promise<SseEvent> {
    for (;;) {
      const found = this.events.find(({ event }) => event === name);
      if (found !== undefined) return found;
      if (this.#isOver) throw new Error(`the stream ended behind ${this.events.at(-1)?.event ?? 'nothing'}`);
      await this.#changed;
    }
  }

  /** Hangs up, and resolves when nothing more can come. */
  async leave(): Promise<void> {
    this.#hasLeft = true;
    this.#client.leave();
    await this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.leave();
  }

  async #take(): Promise<StreamEnd> {
    try {
      for (let frame = await this.#client.next(); frame !== undefined; frame = await this.#client.next()) {
        this.last = frame;
        if (frame.type === 'event') this.events.push(frame);
        if (frame.type === 'retry') this.retryMs = frame.ms;
        this.#announce();
      }
      return this.#hasLeft ? 'cut' : 'ended';
    } catch {
      return 'cut';
    } finally {
      this.#isOver = true;
      this.#announce();
    }
  }

  #announce(): void {
    this.#wake();
    this.#changed = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
