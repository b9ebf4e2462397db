import { bell, randomOf } from './random.ts';

/** How long a kind of supplier takes at speed 1: the median and the spread of its logarithm. */
export interface Latency {
  readonly medianMs: number;
  readonly spread: number;
  /** Of the whole time, until the first batch. */
  readonly firstShare: number;
  readonly batches: readonly [least: number, most: number];
}

export const LATENCIES = {
  direct: { medianMs: 1_200, spread: 0.45, firstShare: 0.6, batches: [1, 3] },
  system: { medianMs: 2_500, spread: 0.6, firstShare: 0.4, batches: [2, 4] },
  aggregator: { medianMs: 6_000, spread: 0.7, firstShare: 0.25, batches: [4, 6] },
} as const satisfies Record<string, Latency>;

/** The tail is cut off here; those who want to see a longer one take the scenario route for it. */
const LATEST_FIRST_MS = 2_900;
const LATEST_MS = 9_500;

/** Where it is said otherwise: when the last batch comes, and how many there are. */
interface Otherwise {
  readonly lastMs?: number;
  readonly batches?: number;
}

/** How long each batch takes after the one before it, at speed 1. */
export const waitsOf = (
  { medianMs, spread, firstShare, batches: [least, most] }: Latency,
  otherwise: Otherwise,
  ...seed: readonly string[]
): readonly number[] => {
  const random = randomOf('latency', ...seed);
  const usualMs = Math.min(LATEST_MS, medianMs * Math.exp(spread * bell(random)));
  const totalMs = otherwise.lastMs ?? usualMs;
  const firstMs = Math.min(LATEST_FIRST_MS, usualMs * firstShare);
  const count = otherwise.batches ?? least + Math.floor(random() * (most - least + 1));
  const gaps = Array.from({ length: count - 1 }, () => -Math.log(1 - random()));
  const sum = gaps.reduce((total, gap) => total + gap, 0);
  return [firstMs, ...gaps.map((gap) => ((totalMs - firstMs) * gap) / sum)];
};
