import { MAX_PAGE } from '../../../domain/ports/result-stream.ts';
import type { Entry } from '../../../domain/search/message.ts';
import { entryBytes, PAGE_BYTES } from '../fit-page.ts';

/** Half the largest payload: a guess for a stream of which nothing has been read. */
const UNKNOWN_ENTRY_BYTES = 32 * 1024;

/** Redis counts entries and not bytes, so a page is sized by the entries seen so far. */
export class PageSize {
  #entryBytes = UNKNOWN_ENTRY_BYTES;

  get count(): number {
    return Math.max(1, Math.min(MAX_PAGE, Math.floor(PAGE_BYTES / this.#entryBytes)));
  }

  get expectedBytes(): number {
    return this.count * this.#entryBytes;
  }

  saw(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    const total = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
    this.#entryBytes = Math.ceil(total / entries.length);
  }
}
