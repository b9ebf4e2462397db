import { setTimeout } from 'node:timers/promises';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { viewSearch } from './searches.ts';
import type { SseEvent, SseFrame } from './sse-client.ts';

/** Tests do not wait quite as long as browsers are asked to. */
const MOST_RETRY_MS = 2_000;

/** Follows a search as a browser does: comes back to where it was, until it has been given the end. */
export class ReturningViewer {
  /** What each of its connections brought. */
  readonly connections: SseEvent[][] = [];
  /** How each of them ended that did. */
  readonly lasts: (SseFrame | undefined)[] = [];
  /** Whether it has been given the end, once it has or gives up. */
  readonly ended: Promise<boolean>;
  readonly #id: SearchId;
  readonly #where: (visit: number) => string;
  readonly #givingUp: AbortSignal;
  #last: SseEvent | undefined;
  #onFirst: () => void = () => undefined;
  /** Resolves with its first event. */
  readonly began = new Promise<void>((resolve) => {
    this.#onFirst = resolve;
  });

  /** `where` tells the URL of a gateway for each visit. */
  constructor(id: SearchId, where: (visit: number) => string, givingUp: AbortSignal) {
    this.#id = id;
    this.#where = where;
    this.#givingUp = givingUp;
    this.ended = this.#follow();
  }

  get events(): readonly SseEvent[] {
    return this.connections.flat();
  }

  async #follow(): Promise<boolean> {
    for (let visit = 0; !this.#givingUp.aborted; visit += 1) {
      const retryMs = await this.#visit(this.#where(visit)).catch(() => undefined);
      if (this.#last?.event === 'completed') return true;
      await setTimeout(Math.min(retryMs ?? MOST_RETRY_MS, MOST_RETRY_MS));
    }
    return false;
  }

  /** One connection, to its end; how long to stay away then. */
  async #visit(url: string): Promise<number | undefined> {
    await using viewer = await viewSearch(url, this.#id, this.#last);
    const leave = (): void => void viewer.leave();
    this.#givingUp.addEventListener('abort', leave);
    // Kept while it lasts: it may be cut at any time.
    this.connections.push(viewer.events);
    void viewer.until('requested').then(this.#onFirst, () => undefined);
    await viewer.ended;
    this.#givingUp.removeEventListener('abort', leave);
    this.lasts.push(viewer.last);
    this.#last = viewer.events.findLast(({ id }) => id !== undefined) ?? this.#last;
    return viewer.retryMs;
  }
}

/** Of what a search holds, what a viewer was not given; after a `reset` only what came behind it counts. */
export const lossesOf = ({ events }: ReturningViewer, stored: readonly string[]): number => {
  const reset = events.findLastIndex(({ event }) => event === 'reset');
  const given = new Set(events.slice(reset + 1).map(({ id, event, data }) => `${id} ${event} ${data}`));
  return stored.filter((entry) => !given.has(entry)).length;
};

/** What came on a connection on which it had come before, with no `reset` in between. */
export const repeatsOf = ({ connections }: ReturningViewer): number =>
  connections.reduce((repeats, events) => {
    let given = new Set<string>();
    let again = 0;
    for (const { id, event } of events) {
      if (event === 'reset') given = new Set();
      else if (id !== undefined && given.has(id)) again += 1;
      else if (id !== undefined) given.add(id);
    }
    return repeats + again;
  }, 0);

/** Whether what a viewer was given is, in this order and without repeats, what the search holds. */
export const isInOrder = ({ events }: ReturningViewer, stored: readonly string[]): boolean => {
  const reset = events.findLastIndex(({ event }) => event === 'reset');
  const places = events
    .slice(reset + 1)
    .filter(({ id }) => id !== undefined)
    .map(({ id, event, data }) => stored.indexOf(`${id} ${event} ${data}`));
  return places.every((place, at) => place >= 0 && (at === 0 || place > (places[at - 1] ?? place)));
};
