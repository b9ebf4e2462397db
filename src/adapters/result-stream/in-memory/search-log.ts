import type { Entry, SearchMessage } from '../../../domain/search/message.ts';
import { BEGINNING, isPosition, type Position } from '../../../domain/search/position.ts';
import type { Tail } from '../../../domain/ports/result-stream.ts';

/** What lies behind `tail` once these messages do: the numbers of our own writers carry on from its own. */
const numbered = (tail: Tail, messages: readonly SearchMessage[]) =>
  messages.map((message, index) => ({ ...message, seq: tail.seq + index + 1 }));

const partsOf = (position: Position): readonly [number, number] => {
  const [ms = '', n = ''] = position.split('-');
  return [Number(ms), Number(n)];
};

/** Positions of this store: their halves are small enough to be exact numbers. */
const isBehind = (position: Position, other: Position): boolean => {
  const [[ms, n], [otherMs, otherN]] = [partsOf(position), partsOf(other)];
  return ms === otherMs ? n > otherN : ms > otherMs;
};

/** One search's log. Its entries only ever grow at the end; positions strictly increase, even if the clock does not. */
export class SearchLog {
  readonly #entries: Entry[] = [];
  #lastMs = 0;
  #lastN = 0;
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

  /** Writes one entry, as anyone may. */
  write(fields: Omit<Entry, 'position'>, nowMs: number): Position {
    const sameMs = nowMs <= this.#lastMs;
    this.#lastMs = sameMs ? this.#lastMs : nowMs;
    this.#lastN = sameMs ? this.#lastN + 1 : 0;
    const position = `${this.#lastMs}-${this.#lastN}`;
    if (!isPosition(position)) throw new Error(`not a position: ${position}`);
    this.#entries.push({ position, status: fields.status, payload: fields.payload, seq: fields.seq });
    return position;
  }

  append(tail: Tail, messages: readonly SearchMessage[], nowMs: number): Tail {
    let { position, seq } = tail;
    for (const fields of numbered(tail, messages)) {
      position = this.write(fields, nowMs);
      seq = fields.seq;
    }
    return { position, seq };
  }

  /** The last entry behind a tail before `completed`, or at all where none lies there, counted on from the tail. */
  lastBehind(tail: Tail): { readonly last: Tail; readonly isCompleted: boolean } {
    const behind = this.#entries.filter(({ position }) => isBehind(position, tail.position));
    const completedAt = behind.findIndex(({ status }) => status === 'completed');
    const before = completedAt === -1 ? behind : behind.slice(0, completedAt);
    const last = { position: before.at(-1)?.position ?? tail.position, seq: tail.seq + before.length };
    return { last, isCompleted: completedAt !== -1 };
  }

  /** The tail that appending these messages left, if they lie directly behind `tail` already. */
  appended(tail: Tail, messages: readonly SearchMessage[]): Tail | undefined {
    const from = this.indexBehind(tail.position);
    if (from === undefined) return undefined;
    const found = this.#entries.slice(from, from + messages.length);
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
}
