import { createHash } from 'node:crypto';
import { InMemoryDeadlines } from '../../src/adapters/deadlines/in-memory/in-memory-deadlines.ts';
import { InMemoryIdempotencyKeys } from '../../src/adapters/idempotency-keys/in-memory/in-memory-idempotency-keys.ts';
import { InMemoryRequestQueue } from '../../src/adapters/request-queue/in-memory/in-memory-request-queue.ts';
import { SearchLogs } from '../../src/adapters/result-stream/in-memory/search-logs.ts';
import { pick, type Random, randomOf } from '../../src/adapters/suppliers/simulated/random.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { watchSearch } from './checks.ts';
import { BrokenPromise } from './promises.ts';
import type { Sabotage } from './sabotage.ts';
import { type SearchRecord, searchRecord } from './search-record.ts';
import { SimulatedClock } from './simulated-clock.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import { Weather } from './weather.ts';

/** How one world is, as its seed has it. */
export interface Settings {
  readonly deadlineMs: number;
  readonly graceMs: number | undefined;
  /** While clients come and things go wrong. */
  readonly lastsMs: number;
  readonly searches: number;
}

/** One store, one clock, and all who live by them. */
export class World {
  readonly settings: Settings;
  readonly sabotage: Sabotage;
  readonly clock: SimulatedClock;
  readonly logs: SearchLogs;
  readonly store;
  readonly weather: Weather;
  readonly records = new Map<SearchId, SearchRecord>();
  readonly processes: SimulatedProcess[] = [];
  faults = 0;
  broken: unknown;
  readonly #seed: string;
  readonly #trace = createHash('sha256');

  constructor(seed: string, searches: number, sabotage: Sabotage) {
    this.#seed = seed;
    this.sabotage = sabotage;
    const random = this.random('settings');
    this.settings = {
      deadlineMs: pick([4_000, 8_000, 15_000], random),
      graceMs: pick([undefined, 90_000], random),
      lastsMs: 30_000,
      searches,
    };
    this.clock = new SimulatedClock(this.random('turns'));
    this.weather = new Weather(this.random('weather'), this.clock.now(), this.settings.lastsMs);
    this.logs = this.#watchedLogs();
    this.store = {
      queue: new InMemoryRequestQueue(this.clock),
      deadlines: this.#watchedDeadlines(),
      keys: new InMemoryIdempotencyKeys(this.clock),
    };
  }

  /** Each purpose draws from a stream of its own. */
  random(...purpose: readonly (string | number)[]): Random {
    return randomOf(this.#seed, ...purpose);
  }

  /** All that happens, in its order: two runs of one seed leave the same trace. */
  tell(...what: readonly (string | number)[]): void {
    this.#trace.update(`${this.clock.now()} ${what.join(' ')}\n`);
  }

  get trace(): string {
    return this.#trace.copy().digest('hex');
  }

  living(kind: SimulatedProcess['kind']): readonly SimulatedProcess[] {
    return this.processes.filter((process) => process.kind === kind && !process.isDead);
  }

  anyGateway(random: Random): SimulatedProcess {
    const [first, ...others] = this.living('gateway');
    if (first === undefined) throw new Error('every gateway is dead');
    return pick([first, ...others], random);
  }

  /** The first that is broken ends the simulation. */
  fail(error: unknown): void {
    this.broken ??= error instanceof BrokenPromise ? error : new BrokenPromise('noCrash', stackOf(error));
  }

  pause(ms: number): Promise<void> {
    return this.clock.pause(ms);
  }

  /** Something that goes on by itself. */
  start(life: () => Promise<unknown>): void {
    life().catch((error: unknown) => this.fail(error));
  }

  at(atMs: number, act: () => unknown): void {
    this.start(async () => {
      await this.pause(Math.max(0, atMs - this.clock.now()));
      await act();
    });
  }

  recordOf(id: SearchId): SearchRecord {
    const record = this.records.get(id);
    if (record === undefined) throw new Error('there is no such search');
    return record;
  }

  /** Sees it where a deadline is moved. */
  #watchedDeadlines(): InMemoryDeadlines {
    const deadlines = new InMemoryDeadlines(this.clock);
    const set = deadlines.set.bind(deadlines);
    deadlines.set = (id, inMs) => {
      const record = this.records.get(id);
      if (record !== undefined) record.dueAtMs = this.clock.now() + inMs;
      return set(id, inMs);
    };
    return deadlines;
  }

  /** Sees every search that is ever made, whether anybody was told of it or not. */
  #watchedLogs(): SearchLogs {
    const logs = new SearchLogs(this.clock);
    const add = logs.add.bind(logs);
    logs.add = (id, ttlMs) => {
      const log = add(id, ttlMs);
      if (log === undefined) throw new Error('the store is too small for the simulation');
      const leftMs = this.store.deadlines.left(id);
      const record = searchRecord(id, log, this.clock.now());
      this.records.set(id, record);
      this.start(async () => {
        const left = (await leftMs)._unsafeUnwrap();
        if (left === undefined) throw new BrokenPromise('ends', `${id} was made without a deadline`);
        record.dueAtMs += left;
        watchSearch(this, record);
      });
      return log;
    };
    return logs;
  }
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
