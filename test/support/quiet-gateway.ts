import { setMaxListeners } from 'node:events';
import { followSearch } from '../../src/application/follow-search.ts';
import { thing } from '../../src/tokens.ts';
import { Gateway, inPlaceOf, type Replacement } from './gateway.ts';
import type { Settings } from './program.ts';

/** Longer than any test: a timer that goes by it does not come. */
const NEVER_MS = 3_600_000;

/** Its viewers do not end their searches themselves, and are not told that these are overdue. */
export const withoutViewersTimer: Replacement = (container) => {
  const deps = {
    stream: thing(container, 'stream'),
    deadlines: thing(container, 'deadlines'),
    clock: thing(container, 'clock'),
    journal: thing(container, 'journal'),
    closeSearch: thing(container, 'closeSearch'),
    keptAtMostMs: thing(container, 'keptAtMostMs'),
    graceMs: thing(container, 'graceMs'),
  };
  inPlaceOf('followSearch', followSearch({ ...deps, deadlineMs: NEVER_MS }))(container);
};

/** A process on Redis that serves clients, in which nobody works on searches or closes them unless the test says so. */
export class QuietGateway implements AsyncDisposable {
  readonly gateway: Gateway;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>[] = [];

  private constructor(gateway: Gateway) {
    this.gateway = gateway;
    // Every search that runs listens to it.
    setMaxListeners(0, this.#stopping.signal);
  }

  static async start(
    REDIS_URL: string,
    settings: Settings = {},
    ...replacements: readonly Replacement[]
  ): Promise<QuietGateway> {
    const options = { settings: { REDIS_URL, ...settings }, provides: false, replacements };
    const quiet = new QuietGateway(await Gateway.start(options));
    await quiet.#reachStore();
    return quiet;
  }

  /** From now on it works on searches. */
  provide(): void {
    const { signal } = this.#stopping;
    this.#running.push(
      thing(this.gateway.container, 'provideSearches')({ draining: signal, stopping: signal }),
    );
  }

  /** From now on it closes what is overdue. */
  close(): void {
    this.#running.push(thing(this.gateway.container, 'closeOverdue')(this.#stopping.signal));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#running);
    await this.gateway[Symbol.asyncDispose]();
  }

  async #reachStore(): Promise<void> {
    const { container } = this.gateway;
    const reached = thing(container, 'link').commands;
    if (reached.status !== 'ready')
      await new Promise<void>((resolve) => void reached.once('ready', () => resolve()));
    await thing(container, 'isStoreReady')();
  }
}
