import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Clock } from '../../../domain/ports/clock.ts';
import {
  type Bell,
  type Conflict,
  type Exists,
  type Gone,
  LETTING_GO_MS,
  type PageBehind,
  type ResultStream,
  type Tail,
  type Tidied,
  type Unavailable,
  type Viewing,
} from '../../../domain/ports/result-stream.ts';
import type { SearchMessage } from '../../../domain/search/message.ts';
import { BEGINNING, isFinal, type Position } from '../../../domain/search/position.ts';
import type { SearchId } from '../../../domain/search/search-id.ts';
import { InMemoryBell } from './in-memory-bell.ts';
import { InMemoryViewing } from './in-memory-viewing.ts';
import { pageBehind } from './page.ts';
import { isBehind, type SearchLog, type Standing } from './search-log.ts';
import { SearchLogs } from './search-logs.ts';

export interface InMemoryResultStreamOptions {
  readonly clock: Clock;
  /** How long a stream is kept once it is completed; undefined: as long as before. */
  readonly completedTtlMs: number | undefined;
  /** Streams that share their logs are gateways to one store. */
  readonly logs?: SearchLogs;
  /** The way of every answer back to its caller. Where it rejects, what was asked for was done, and the answer is lost. */
  readonly carry?: <T>(answer: T) => Promise<T>;
  /** The way of every ring to whoever waits: it may call `wake` late, or never. */
  readonly ring?: (wake: () => void) => void;
}

const BEFORE_FIRST: Tail = { position: BEGINNING, seq: 0 };

const unavailable = (reason: string): Unavailable => ({ type: 'unavailable', reason });

/** Holds the streams of one process, and loses them with it. */
export class InMemoryResultStream implements ResultStream {
  readonly #clock: Clock;
  readonly #completedTtlMs: number | undefined;
  readonly #logs: SearchLogs;
  readonly #carry: <T>(answer: T) => Promise<T>;
  readonly #ring: (wake: () => void) => void;

  constructor(options: InMemoryResultStreamOptions) {
    this.#clock = options.clock;
    this.#completedTtlMs = options.completedTtlMs;
    this.#logs = options.logs ?? new SearchLogs(options.clock);
    this.#carry = options.carry ?? ((answer) => Promise.resolve(answer));
    this.#ring = options.ring ?? ((wake) => wake());
  }

  create(id: SearchId, requested: SearchMessage, ttlMs: number): ResultAsync<Tail, Exists | Unavailable> {
    return this.#answered(() => this.#create(id, requested, ttlMs));
  }

  append(
    id: SearchId,
    tail: Tail,
    messages: readonly SearchMessage[],
  ): ResultAsync<Tail, Conflict | Gone | Unavailable> {
    return this.#answered(() => this.#append(id, tail, messages));
  }

  end(id: SearchId, tail: Tail, completed: SearchMessage): ResultAsync<Tail, Conflict | Gone | Unavailable> {
    return this.#answered(() => this.#end(id, tail, completed));
  }

  read(id: SearchId, after: Position, limit: number): ResultAsync<PageBehind, Gone | Unavailable> {
    return this.#answered(() => this.#look(id, after, limit));
  }

  view(id: SearchId, after: Position, signal: AbortSignal): ResultAsync<Viewing, Gone | Unavailable> {
    return this.#answered(() => this.#look(id, after, 0)).map((opened) => {
      const standing: Standing = { on: opened.start };
      const bell = this.#bell(id, signal, this.#logs.stand(id, standing));
      const look = (position: Position) => this.#look(id, position);
      const carry = async (found: Result<PageBehind, Gone>) => await this.#answered(() => found);
      return new InMemoryViewing(this.#clock, opened, standing, look, carry, bell);
    });
  }

  listen(id: SearchId, signal: AbortSignal): Bell {
    return this.#bell(id, signal);
  }

  retain(id: SearchId, ttlMs: number): ResultAsync<void, Unavailable> {
    return this.#answered(() => {
      const log = this.#logs.get(id);
      if (log !== undefined) log.expiresAtMs = Math.max(log.expiresAtMs, this.#clock.now() + ttlMs);
      return ok();
    });
  }

  expire(id: SearchId, ttlMs: number): ResultAsync<void, Unavailable> {
    return this.#answered(() => {
      const log = this.#logs.get(id);
      if (log !== undefined) log.expiresAtMs = Math.min(log.expiresAtMs, this.#clock.now() + ttlMs);
      return ok();
    });
  }

  letGo(id: SearchId, end: Position): ResultAsync<void, Unavailable> {
    const standings = [...(this.#logs.get(id)?.standings ?? [])];
    const isWanted = standings.some(({ on }) => isBehind(end, on?.position ?? BEGINNING));
    return this.expire(id, isWanted ? LETTING_GO_MS : 0);
  }

  tidy(ttlMs: number): ResultAsync<Tidied, Unavailable> {
    return this.#answered(() => ok({ removed: this.#logs.tidy(ttlMs), isRoundOver: true }));
  }

  #create(id: SearchId, requested: SearchMessage, ttlMs: number): Result<Tail, Exists | Unavailable> {
    const held = this.#logs.get(id);
    if (held !== undefined) {
      const again = held.entries.length === 1 ? held.appended(BEFORE_FIRST, [requested]) : undefined;
      return again === undefined ? err({ type: 'exists' }) : ok(again);
    }
    const log = this.#logs.add(id, ttlMs);
    if (log === undefined) return err(unavailable('as many searches are held in memory as may be'));
    return this.#appendTo(log, id, BEFORE_FIRST, [requested]).mapErr(() => ({ type: 'exists' as const }));
  }

  #append(id: SearchId, tail: Tail, messages: readonly SearchMessage[]): Result<Tail, Conflict | Gone> {
    const log = this.#logs.get(id);
    if (log === undefined) return err({ type: 'gone' });
    if (log.lastPosition !== tail.position) {
      const before = log.appended(tail, messages);
      return before === undefined ? err({ type: 'conflict' }) : ok(before);
    }
    return this.#appendTo(log, id, tail, messages);
  }

  #end(id: SearchId, tail: Tail, completed: SearchMessage): Result<Tail, Conflict | Gone> {
    const log = this.#logs.get(id);
    if (log === undefined) return err({ type: 'gone' });
    const { last, isEnded } = log.lastBehind(tail);
    if (!isEnded) return this.#appendTo(log, id, last, [completed]);
    const before = log.appended(last, [completed]);
    return before === undefined ? err({ type: 'conflict' }) : ok(before);
  }

  #appendTo(
    log: SearchLog,
    id: SearchId,
    tail: Tail,
    messages: readonly SearchMessage[],
  ): Result<Tail, Conflict | Gone> {
    if (isFinal(tail.position)) return err({ type: 'conflict' });
    const now = this.#clock.now();
    const appended = log.append(tail, messages, now);
    if (appended === undefined) {
      this.#logs.delete(id);
      return err({ type: 'gone' });
    }
    const completes = messages.some(({ status }) => status === 'completed');
    if (completes && this.#completedTtlMs !== undefined) log.expiresAtMs = now + this.#completedTtlMs;
    this.#logs.ring(id);
    return ok(appended);
  }

  #look(id: SearchId, after: Position, limit?: number): Result<PageBehind, Gone> {
    const log = this.#logs.get(id);
    return log === undefined ? err({ type: 'gone' }) : ok(pageBehind(log, after, limit));
  }

  #bell(id: SearchId, signal: AbortSignal, leave: () => void = () => undefined): InMemoryBell {
    const listen = (heard: () => void) => {
      const unlisten = this.#logs.listen(id, () => this.#ring(heard));
      return () => {
        unlisten();
        leave();
      };
    };
    return new InMemoryBell(this.#clock, listen, signal);
  }

  /** Does what was asked for, and lets the answer travel. */
  #answered<T, E>(act: () => Result<T, E>): ResultAsync<T, E | Unavailable> {
    const answer = async (): Promise<Result<T, E | Unavailable>> => {
      const result = act();
      try {
        return await this.#carry(result);
      } catch (error) {
        return err(unavailable(error instanceof Error ? error.message : String(error)));
      }
    };
    return new ResultAsync(answer());
  }
}
