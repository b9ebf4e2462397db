import { isStatus, type DeliveredEntry, type Entry } from '../../src/domain/search/message.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';

const isObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** What of a log is worth telling, worked out without the rules of the product: `requested (processing result*)? completed`. */
export class Story {
  readonly told: DeliveredEntry[] = [];
  readonly #id: SearchId;
  readonly #entries: readonly Entry[];
  #read = 0;
  #isProcessing = false;

  constructor(id: SearchId, entries: readonly Entry[]) {
    this.#id = id;
    this.#entries = entries;
  }

  /** Up to what lies there by now. */
  upToNow(): readonly DeliveredEntry[] {
    for (; this.#read < this.#entries.length; this.#read += 1) {
      const entry = this.#entries[this.#read];
      if (entry !== undefined) this.#hear(entry);
    }
    return this.told;
  }

  get end(): DeliveredEntry | undefined {
    const last = this.upToNow().at(-1);
    return last?.status === 'completed' ? last : undefined;
  }

  #hear({ position, status, payload }: Entry): void {
    if (this.told.at(-1)?.status === 'completed' || !isStatus(status)) return;
    const isReadable = isObject(payload);
    if (status === 'completed') {
      const failed = JSON.stringify({ search_id: this.#id, outcome: 'failed' });
      this.told.push({ position, status, payload: isReadable ? payload : failed });
      return;
    }
    const isInTurn = {
      requested: this.told.length === 0,
      processing: this.told.length === 1,
      result: this.#isProcessing,
    }[status];
    if (!isInTurn || !isReadable) return;
    this.#isProcessing ||= status === 'processing';
    this.told.push({ position, status, payload });
  }
}
