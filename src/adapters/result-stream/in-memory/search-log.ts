import type { Tail } from '../../../domain/ports/result-stream.ts';
import { endsSearch } from '../../../domain/search/delivery.ts';
import type { Entry, SearchMessage } from '../../../domain/search/message.ts';
import { BEGINNING, isFinal, type Position, toPosition } from '../../../domain/search/position.ts';

/** Both halves of a position end here. */
const LARGEST = 2n ** 64n - 1n;

/** Where a viewing of a log stands. */
export interface Standing {
  on: Entry | undefined;
}

/** What lies behind `tail` once these messages do: the numbers of our own writers carry on from its own. */
const numbered = (tail: Tail, messages: readonly SearchMessage[]) =>
  messages.map((message, index) => ({ ...message, seq: tail.seq + index + 1 }));

const partsOf = (position: Position): readonly [bigint, bigint] => {
  const [ms = '', n = ''] = position.split('-');
  return [BigInt(ms), BigInt(n)];
};

export const isBehind = (position: Position, other: Position): boolean => {
  const [[ms, n], [otherMs, otherN]] = [partsOf(position), partsOf(other)];
  return ms === otherMs ? n > otherN : ms > otherMs;
};

/** One search's log. Its entries only ever grow at the end; positions strictly increase, even if the clock does not. */
export class SearchLog {
  /** Of all viewings that are open. */
  readonly standings = new Set<Standing>();
  readonly #entries: Entry[] = [];
  /** Of the last entry that was ever written, be it there or not. */
  #latest: Position = BEGINNING;
  expiresAtMs: number;

  constructor(expiresAtMs: number) {
    this.expiresAtMs = expiresAtMs;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get lastPosition(): Position {
    return this.#entries.at(-1)?.position ?? BEGINNING;
  }

  /** Where the entries behind a position begin; undefined if there is no such position. */
  indexBehind(position: Position): number | undefined {
    if (position === BEGINNING) return 0;
    const index = this.#entries.findLastIndex((entry) => entry.position === position);
    return index === -1 ? undefined : index + 1;
  }

  /** Writes one entry, as anyone may; at a position of the writer's choice if it lies behind all that were. */
  write(fields: Omit<Entry, 'position'>, nowMs: number, at: Position = this.#next(nowMs)): Position {
    if (!isBehind(at, this.#latest)) throw new Error(`${at} does not lie behind ${this.#latest}`);
    this.#latest = at;
    this.#entries.push({ position: at, status: fields.status, payload: fields.payload, seq: fields.seq });
    return at;
  }

  /** Undefined where a message would come to lie at a final position. */
  append(tail: Tail, messages: readonly SearchMessage[], nowMs: number): Tail | undefined {
    let { position, seq } = tail;
    for (const fields of numbered(tail, messages)) {
      if (isFinal(this.#next(nowMs))) return undefined;
      position = this.write(fields, nowMs);
      seq = fields.seq;
    }
    return { position, seq };
  }

  /** The last entry behind a tail before the end, or at all where no end lies there, counted on from the tail. */
  lastBehind(tail: Tail): { readonly last: Tail; readonly isEnded: boolean } {
    const behind = this.#behind(tail);
    const endAt = behind.findIndex(endsSearch);
    const before = endAt === -1 ? behind : behind.slice(0, endAt);
    const last = { position: before.at(-1)?.position ?? tail.position, seq: tail.seq + before.length };
    return { last, isEnded: endAt !== -1 };
  }

  /** The tail that appending these messages left, if they lie directly behind `tail` already. */
  appended(tail: Tail, messages: readonly SearchMessage[]): Tail | undefined {
    const found = this.#behind(tail).slice(0, messages.length);
    const same = numbered(tail, messages).every((fields, index) => {
      const entry = found[index];
      return (
        entry !== undefined &&
        entry.status === fields.status &&
        entry.payload === fields.payload &&
        entry.seq === fields.seq
      );
    });
    const last = found.at(-1);
    return same && last !== undefined
      ? { position: last.position, seq: tail.seq + messages.length }
      : undefined;
  }

  /** Takes one entry out, as an operator may. */
  remove(position: Position): void {
    const index = this.#entries.findIndex((entry) => entry.position === position);
    if (index !== -1) this.#entries.splice(index, 1);
  }

  /** Even where the entry at the tail was taken out since. */
  #behind(tail: Tail): readonly Entry[] {
    return this.#entries.filter(({ position }) => isBehind(position, tail.position));
  }

  #next(nowMs: number): Position {
    const [ms, n] = partsOf(this.#latest);
    if (BigInt(nowMs) > ms) return toPosition(`${nowMs}-0`);
    if (n < LARGEST) return toPosition(`${ms}-${n + 1n}`);
    return ms < LARGEST ? toPosition(`${ms + 1n}-0`) : this.#latest;
  }
}
