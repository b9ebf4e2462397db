import { type Money, moneyOf } from '../offers/money.ts';

export const HISTOGRAM_BINS = 20;
/** A few absurd prices would push all others into one bin. */
const HIGHEST_PERCENTILE = 0.98;

/** How many itineraries there are at which price. */
export interface PriceHistogram {
  /** The lowest price, where the first bin begins. */
  readonly from: Money;
  /** Where the last bin would end if it did: it holds all that is dearer, too. */
  readonly to: Money;
  /** All equally wide; each begins where the one before it ends. */
  readonly counts: readonly number[];
}

/** `to` is the price that 98 of 100 itineraries do not exceed. Undefined where there are no prices. */
export const priceHistogram = (prices: readonly number[], currency: string): PriceHistogram | undefined => {
  const ascending = prices.toSorted((one, other) => one - other);
  const from = ascending[0];
  const to = ascending[Math.ceil(HIGHEST_PERCENTILE * ascending.length) - 1];
  if (from === undefined || to === undefined) return undefined;
  const counts = Array.from({ length: HISTOGRAM_BINS }, () => 0);
  for (const units of ascending) {
    const bin = binOf(units - from, to - from);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from: moneyOf(from, currency), to: moneyOf(to, currency), counts };
};

/** Minor units are whole, so which bin a price at an edge is in is no matter of rounding. */
const binOf = (above: number, width: number): number => {
  if (above === 0) return 0;
  return above >= width ? HISTOGRAM_BINS - 1 : Math.floor((above * HISTOGRAM_BINS) / width);
};
