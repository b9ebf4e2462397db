import { err, ok, ResultAsync, type Result } from 'neverthrow';
import type { Clock } from '../../../domain/ports/clock.ts';
import type { Gone, PageBehind, Unavailable, Viewing } from '../../../domain/ports/result-stream.ts';
import type { Entry } from '../../../domain/search/message.ts';
import { BEGINNING, type Position } from '../../../domain/search/position.ts';
import type { InMemoryBell } from './in-memory-bell.ts';
import type { Standing } from './search-log.ts';

/** A wait is over after this long, so that an entry for which nobody rang is found, too. */
const LONGEST_WAIT_MS = 1_000;

type Answer = Result<PageBehind, Gone | Unavailable>;

/** Only an answer that arrived moves the viewing, so one that was lost is given again. */
export class InMemoryViewing implements Viewing {
  readonly start: Entry | undefined;
  readonly reset: boolean;
  readonly #clock: Clock;
  readonly #look: (after: Position) => Result<PageBehind, Gone>;
  readonly #carry: (answer: Result<PageBehind, Gone>) => Promise<Answer>;
  readonly #bell: InMemoryBell;
  readonly #standing: Standing;
  #gone = false;

  constructor(
    clock: Clock,
    opened: PageBehind,
    standing: Standing,
    look: (after: Position) => Result<PageBehind, Gone>,
    carry: (answer: Result<PageBehind, Gone>) => Promise<Answer>,
    bell: InMemoryBell,
  ) {
    this.start = opened.start;
    this.reset = opened.reset;
    this.#standing = standing;
    this.#clock = clock;
    this.#look = look;
    this.#carry = carry;
    this.#bell = bell;
  }

  next(): ResultAsync<PageBehind, Gone | Unavailable> {
    return new ResultAsync(this.#next());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#bell[Symbol.asyncDispose]();
  }

  async #next(): Promise<Answer> {
    if (this.#gone) return err({ type: 'gone' });
    const found = await this.#found(this.#standing.on?.position ?? BEGINNING);
    if (this.#bell.stopped) return ok({ start: this.#standing.on, reset: false, entries: [] });
    const answer = await this.#carry(found);
    if (answer.isOk()) this.#standing.on = answer.value.entries.at(-1) ?? answer.value.start;
    else this.#gone = answer.error.type === 'gone';
    return answer;
  }

  /** What lies there, if need be after a wait. */
  async #found(after: Position): Promise<Result<PageBehind, Gone>> {
    const untilMs = this.#clock.now() + LONGEST_WAIT_MS;
    for (;;) {
      const found = this.#look(after);
      const leftMs = untilMs - this.#clock.now();
      if (found.isErr() || found.value.entries.length > 0 || leftMs <= 0 || this.#bell.stopped) return found;
      await this.#bell.rung(leftMs);
    }
  }
}
