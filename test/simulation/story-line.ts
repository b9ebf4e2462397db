import type { DeliveredEntry } from '../../src/domain/search/message.ts';
import { BEGINNING, type Position } from '../../src/domain/search/position.ts';
import { BrokenPromise } from './promises.ts';
import type { SearchRecord } from './search-record.ts';

/** What one client holds of a search. Whatever it is given must be what comes next in the story. */
export class StoryLine {
  readonly #record: SearchRecord;
  readonly #who: string;
  #held: number;

  constructor(record: SearchRecord, who: string, held = 0) {
    this.#record = record;
    this.#who = who;
    this.#held = held;
  }

  get position(): Position {
    return this.#record.story.told[this.#held - 1]?.position ?? BEGINNING;
  }

  get isOver(): boolean {
    return this.#record.story.told[this.#held - 1]?.status === 'completed';
  }

  /** What it holds is void. */
  reset(): void {
    this.#held = 0;
  }

  take(entries: readonly DeliveredEntry[]): void {
    const story = this.#record.story.upToNow();
    for (const entry of entries) {
      const expected = story[this.#held];
      const isNext =
        expected?.position === entry.position &&
        expected.status === entry.status &&
        expected.payload === entry.payload;
      if (!isNext) throw this.#wrong(entry, expected);
      this.#held += 1;
    }
  }

  #wrong({ position, status }: DeliveredEntry, expected: DeliveredEntry | undefined): BrokenPromise {
    const isKnown = this.#record.story.told.slice(0, this.#held).some((held) => held.position === position);
    const detail = `${this.#who} of ${this.#record.id} was given ${status} ${position} in the place of ${expected?.status} ${expected?.position}`;
    return new BrokenPromise(isKnown ? 'twice' : 'lost', detail);
  }
}
