import type { SearchId } from '../../domain/search/search-id.ts';

export interface ViewerLimits {
  readonly maxViewers: number;
  /** Of one search and client address. */
  readonly maxPerSearch: number;
}

/** One viewer's place; given back when the viewer is gone. */
export interface Seat {
  /** Aborts when the viewer has left, or is to go elsewhere. */
  readonly signal: AbortSignal;
  /** May be called any number of times. */
  readonly leave: () => void;
}

/** Who is watching, and how many may. */
export class Viewers {
  readonly #limits: ViewerLimits;
  readonly #seats = new Map<string, number>();
  readonly #watching = new Set<AbortController>();
  #isDismissed = false;

  constructor(limits: ViewerLimits) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#watching.size;
  }

  get isDismissed(): boolean {
    return this.#isDismissed;
  }

  get isFull(): boolean {
    return this.isDismissed || this.count >= this.#limits.maxViewers;
  }

  /** Undefined where there is no seat left, or nobody is admitted any more. */
  admit(id: SearchId, address: string): Seat | undefined {
    const key = `${id} ${address}`;
    const taken = this.#seats.get(key) ?? 0;
    if (this.isFull || taken >= this.#limits.maxPerSearch) return undefined;
    this.#seats.set(key, taken + 1);
    const watching = new AbortController();
    this.#watching.add(watching);
    return {
      signal: watching.signal,
      leave: () => {
        watching.abort();
        if (!this.#watching.delete(watching)) return;
        const left = (this.#seats.get(key) ?? 1) - 1;
        if (left > 0) this.#seats.set(key, left);
        else this.#seats.delete(key);
      },
    };
  }

  /** Sends all viewers elsewhere, and admits no more. */
  dismissAll(): void {
    this.#isDismissed = true;
    for (const watching of this.#watching) watching.abort();
  }
}
