import { err, ok } from 'neverthrow';
import type { Clock } from '../../../domain/ports/clock.ts';
import type { Supplier } from '../../../domain/ports/supplier.ts';
import { answerOf } from './answer.ts';
import { hasRate } from './offers.ts';
import type { Profile } from './profiles.ts';
import { between, randomOf } from './random.ts';

export interface Simulation {
  readonly clock: Clock;
  /** The same seed gives the same answers to the same criteria. */
  readonly seed: string;
  /** 20 answers twenty times faster. */
  readonly speed: number;
}

export const simulatedSupplier = (profile: Profile, { clock, seed, speed }: Simulation): Supplier => ({
  supplier_id: profile.supplier_id,
  name: profile.name,
  async *search({ criteria }, signal) {
    const waits = waitsMs(profile, JSON.stringify(criteria), seed);
    const [firstMs = 0] = waits;
    await clock.sleep(firstMs / speed, signal);
    if (signal.aborted) return;
    if (!hasRate(criteria.currency)) {
      yield err({ code: 'unsupported_currency', retryable: false });
      return;
    }
    for (const [index, batch] of answerOf(profile, criteria, seed).entries()) {
      if (index > 0) await clock.sleep((waits[index] ?? 0) / speed, signal);
      if (signal.aborted) return;
      yield ok(batch);
    }
  },
});

/** How long each batch takes after the one before it. */
const waitsMs = (profile: Profile, criteria: string, seed: string): readonly number[] => {
  const random = randomOf('latency', seed, profile.supplier_id, criteria);
  const firstMs = between(...profile.firstMs, random);
  const restMs = between(...profile.lastMs, random) - firstMs;
  const weights = Array.from({ length: profile.batches - 1 }, () => between(0.5, 1.5, random));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return [firstMs, ...weights.map((weight) => (restMs * weight) / sum)];
};
