import { MAX_PAGE } from '../../../domain/ports/result-stream.ts';
import type { Entry } from '../../../domain/search/message.ts';
import { entryBytes, PAGE_BYTES } from '../fit-page.ts';

/** A third of the largest payload: a guess for a stream of which nothing has been read. */
const UNKNOWN_ENTRY_BYTES = 20 * 1024;

/**
 * How many entries to ask for: Redis counts them, and not their bytes. By the largest entry that was seen, and at most twice
 * as many as came last, so that a run of small ones does not bring a hundred large ones in one answer.
 */
export class PageSize {
  #largestBytes = 0;
  #count = Math.floor(PAGE_BYTES / UNKNOWN_ENTRY_BYTES);

  get count(): number {
    return this.#count;
  }

  get expectedBytes(): number {
    return this.#count * (this.#largestBytes || UNKNOWN_ENTRY_BYTES);
  }

  saw(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    this.#largestBytes = Math.max(this.#largestBytes, ...entries.map(entryBytes));
    const fitting = Math.floor(PAGE_BYTES / this.#largestBytes);
    this.#count = Math.max(1, Math.min(MAX_PAGE, fitting, 2 * entries.length));
  }
}
