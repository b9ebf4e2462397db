import { createParser } from 'eventsource-parser';

export interface SseEvent {
  readonly type: 'event';
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: string;
}

export type SseFrame =
  | SseEvent
  | { readonly type: 'retry'; readonly ms: number }
  | { readonly type: 'comment'; readonly text: string };

export interface SseRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One response that speaks server-sent events, read frame by frame, each as it comes. */
export class SseClient implements AsyncDisposable {
  readonly response: Response;
  readonly #leaving: AbortController;
  readonly #frames: AsyncGenerator<SseFrame, void>;

  private constructor(response: Response, leaving: AbortController) {
    this.response = response;
    this.#leaving = leaving;
    this.#frames = framesOf(response, leaving.signal);
  }

  static async open(url: string, request: SseRequest = {}): Promise<SseClient> {
    const leaving = new AbortController();
    const headers = { Accept: 'text/event-stream', ...request.headers };
    const response = await fetch(url, { ...request, headers, signal: leaving.signal });
    return new SseClient(response, leaving);
  }

  /** The next frame; undefined when the response has ended. */
  async next(): Promise<SseFrame | undefined> {
    const step = await this.#frames.next();
    return step.done === true ? undefined : step.value;
  }

  /** The next event, past whatever is none; undefined when the response has ended. */
  async nextEvent(): Promise<SseEvent | undefined> {
    for (;;) {
      const frame = await this.next();
      if (frame === undefined || frame.type === 'event') return frame;
    }
  }

  /** So many events. */
  async take(count: number): Promise<readonly SseEvent[]> {
    const events: SseEvent[] = [];
    while (events.length < count) {
      const event = await this.nextEvent();
      if (event === undefined) throw new Error(`the stream ended after ${events.length} events`);
      events.push(event);
    }
    return events;
  }

  /** Everything that is still to come, until the server ends the response. */
  async rest(): Promise<readonly SseFrame[]> {
    const frames: SseFrame[] = [];
    for (;;) {
      const frame = await this.next();
      if (frame === undefined) return frames;
      frames.push(frame);
    }
  }

  async restOfEvents(): Promise<readonly SseEvent[]> {
    return (await this.rest()).filter((frame) => frame.type === 'event');
  }

  /** Hangs up. */
  leave(): void {
    this.#leaving.abort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.leave();
    await this.#frames.return();
  }
}

async function* framesOf(response: Response, signal: AbortSignal): AsyncGenerator<SseFrame, void> {
  const ready: SseFrame[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) => void ready.push({ type: 'event', id, event, data }),
    onRetry: (ms) => void ready.push({ type: 'retry', ms }),
    onComment: (text) => void ready.push({ type: 'comment', text }),
  });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) {
      parser.feed(decoder.decode(chunk, { stream: true }));
      yield* ready.splice(0);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
