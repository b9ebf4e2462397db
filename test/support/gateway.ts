import type { Container } from 'inversify';
import { listen, type HttpServer } from '../../src/adapters/http/server.ts';
import { InMemoryResultStream } from '../../src/adapters/result-stream/in-memory/in-memory-result-stream.ts';
import { SearchLogs } from '../../src/adapters/result-stream/in-memory/search-logs.ts';
import { createLogger } from '../../src/adapters/telemetry/logger.ts';
import { readConfig } from '../../src/config.ts';
import { createContainer } from '../../src/container.ts';
import type { Clock } from '../../src/domain/ports/clock.ts';
import type { Entry } from '../../src/domain/search/message.ts';
import type { Position } from '../../src/domain/search/position.ts';
import { isSearchId, type SearchId } from '../../src/domain/search/search-id.ts';
import { thing, type Things } from '../../src/tokens.ts';
import { SseClient } from './sse-client.ts';
import { until } from './until.ts';

export interface GatewayOptions {
  /** As in the environment. */
  readonly settings?: Readonly<Record<string, string>>;
  /** False: nobody works on searches; what they say is said by the test. */
  readonly provides?: boolean;
  readonly clock?: Clock;
  readonly replacements?: readonly Replacement[];
}

export type Replacement = (container: Container) => void;

/** One thing of a gateway in the place of another. */
export const inPlaceOf =
  <Name extends keyof Things>(name: Name, other: Things[Name]): Replacement =>
  (container) => {
    container.rebind<Things[Name]>(name).toConstantValue(other);
  };

const DAYS_AHEAD = 60;

/** A date that is valid whenever this is read. */
export const someDate = (): string =>
  new Date(Date.now() + DAYS_AHEAD * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);

/** The smallest body that requests a search. */
export const criteriaBody = (changed: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  slices: [{ origin: 'AMS', destination: 'LHR', departure_date: someDate() }],
  ...changed,
});

/** One process that serves clients from its own memory, on a port of its own, and is in the hands of the test. */
export class Gateway implements AsyncDisposable {
  /** While it is set, no answer of the store arrives. */
  isStoreAway = false;
  /** Answers of the store wait for it. */
  storeIsHeldUntil: Promise<void> | undefined;
  readonly container: Container;
  /** What was logged, one JSON object each. */
  readonly logged: string[] = [];
  readonly #logs: SearchLogs;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>[] = [];
  readonly #usesRedis: boolean;
  #server: HttpServer | undefined;

  private constructor({ settings = {}, clock, replacements = [] }: GatewayOptions) {
    const config = readConfig({ SIMULATION_SPEED: '1000', RATE_LIMIT: '0', ...settings })._unsafeUnwrap();
    const container = createContainer(config);
    this.container = container;
    if (clock !== undefined) inPlaceOf('clock', clock)(container);
    this.#logs = new SearchLogs(thing(container, 'clock'));
    const line = { write: (text: string) => void this.logged.push(text) };
    inPlaceOf('logger', createLogger(config.LOG_LEVEL, line))(container);
    this.#usesRedis = config.REDIS_URL !== undefined;
    if (!this.#usesRedis) this.#holdStore();
    for (const replace of replacements) replace(container);
  }

  static async start(options: GatewayOptions = {}): Promise<Gateway> {
    const gateway = new Gateway(options);
    gateway.#server = await listen(thing(gateway.container, 'app'), '127.0.0.1', 0);
    if (options.provides !== false) gateway.#provide();
    return gateway;
  }

  get port(): number {
    if (this.#server === undefined) throw new Error('the gateway does not listen');
    return this.#server.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  eventsUrl(id: SearchId, parameters = ''): string {
    return `${this.url}/v1/searches/${id}/events${parameters}`;
  }

  get(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, init);
  }

  /** Requests a search with this body, or one as it comes. */
  post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.get('/v1/searches', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async requestSearch(): Promise<SearchId> {
    const created: unknown = await (await this.post(criteriaBody())).json();
    const id = typeof created === 'object' && created !== null && 'search_id' in created && created.search_id;
    if (typeof id !== 'string' || !isSearchId(id)) throw new Error('no search was created');
    return id;
  }

  /** Follows a search. */
  follow(id: SearchId, parameters = '', headers: Readonly<Record<string, string>> = {}): Promise<SseClient> {
    return SseClient.open(this.eventsUrl(id, parameters), { headers });
  }

  /** Follows a search from behind a position, as a browser does that comes back. */
  followFrom(id: SearchId, position: string): Promise<SseClient> {
    return this.follow(id, '', { 'Last-Event-ID': position });
  }

  /** Writes an entry into the stream of a search, as anyone may who can write to the store, and rings. */
  write(id: SearchId, status: string, payload: unknown = {}, seq?: number): Position {
    const log = this.#logs.get(id);
    if (log === undefined) throw new Error('no such search');
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const position = log.write({ status, payload: text, seq }, Date.now());
    this.#logs.ring(id);
    return position;
  }

  entriesOf(id: SearchId): readonly Entry[] {
    return this.#logs.get(id)?.entries ?? [];
  }

  /** Takes a search out of the store. */
  lose(id: SearchId): void {
    this.#logs.delete(id);
    this.#logs.ring(id);
  }

  /** As a signal to stop does: admits nobody, and sends viewers elsewhere. */
  drain(): void {
    thing(this.container, 'draining').abort();
    thing(this.container, 'viewers').dismissAll();
  }

  async metric(name: string): Promise<string | undefined> {
    const text = await (await this.get('/metrics')).text();
    return text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1);
  }

  /** Resolves when so many viewers are watching. */
  watchedBy(viewers: number): Promise<void> {
    return until(async () => (await this.metric('flight_search_viewers')) === String(viewers));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.drain();
    this.#stopping.abort();
    await Promise.all([this.#server?.close(0), ...this.#running]);
    if (!this.#usesRedis) return;
    thing(this.container, 'link').close();
  }

  #provide(): void {
    const signals = {
      draining: thing(this.container, 'draining').signal,
      stopping: this.#stopping.signal,
    };
    this.#running.push(
      thing(this.container, 'provideSearches')(signals),
      thing(this.container, 'closeOverdue')(this.#stopping.signal),
    );
  }

  #holdStore(): void {
    const carry = async <T>(answer: T): Promise<T> => {
      await this.storeIsHeldUntil;
      if (this.isStoreAway) throw new Error('the store is away');
      return answer;
    };
    const clock = thing(this.container, 'clock');
    const completedTtlMs = thing(this.container, 'completedTtlMs');
    const stream = new InMemoryResultStream({ clock, completedTtlMs, logs: this.#logs, carry });
    inPlaceOf('stream', stream)(this.container);
  }
}
