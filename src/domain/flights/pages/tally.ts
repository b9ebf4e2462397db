import { type Money, moneyOf } from '../offers/money.ts';

/** How many itineraries there are of a kind, and from which price. */
export interface Count {
  readonly count: number;
  /** Left out where there are none. */
  readonly min_price?: Money;
}

/** Counts itineraries by something that they have; each of them at most once a kind. */
export class Tally<Kind> {
  readonly #kinds = new Map<Kind, { count: number; leastUnits: number }>();
  readonly #currency: string;

  constructor(currency: string) {
    this.#currency = currency;
  }

  add(kind: Kind, units: number): void {
    const known = this.#kinds.get(kind);
    if (known === undefined) {
      this.#kinds.set(kind, { count: 1, leastUnits: units });
      return;
    }
    known.count += 1;
    known.leastUnits = Math.min(known.leastUnits, units);
  }

  of(kind: Kind): Count {
    const { count, leastUnits } = this.#kinds.get(kind) ?? { count: 0, leastUnits: 0 };
    return count === 0 ? { count } : { count, min_price: moneyOf(leastUnits, this.#currency) };
  }

  /** The most frequent first. */
  get kinds(): readonly Kind[] {
    return [...this.#kinds]
      .toSorted(([one, { count }], [other, { count: otherCount }]) =>
        count === otherCount ? compareKinds(one, other) : otherCount - count,
      )
      .map(([kind]) => kind);
  }
}

const compareKinds = <Kind>(one: Kind, other: Kind): number => (one < other ? -1 : 1);
