import { err, ok } from 'neverthrow';
import type { Criteria } from '../../../domain/flights/criteria.ts';
import type { Clock } from '../../../domain/ports/clock.ts';
import type { Supplier, SupplierStop } from '../../../domain/ports/supplier.ts';
import { answerOf } from './answer.ts';
import { hasRate } from './currencies.ts';
import { waitsOf } from './latency.ts';
import type { Profile } from './profiles.ts';
import { twistOf } from './scenarios.ts';
import { prepareOptions } from './slice-options.ts';
import type { Geography, World } from './world.ts';

export interface Simulation extends Geography {
  readonly clock: Clock;
  /** The same seed gives the same answers to the same criteria on the same day. */
  readonly seed: string;
  /** 20 answers twenty times faster. */
  readonly speed: number;
}

type Timing = Pick<Simulation, 'clock' | 'seed' | 'speed'>;

export const simulatedSupplier = (
  profile: Profile,
  { clock, seed, speed }: Timing,
  world: World,
): Supplier => ({
  supplier_id: profile.supplier_id,
  name: profile.name,
  ...(profile.capabilities !== undefined && { capabilities: profile.capabilities }),
  async *search({ criteria }, signal) {
    const stop = whyNot(profile, criteria, world);
    if (stop !== undefined) {
      yield err(stop);
      return;
    }
    const { supplier_id, latency, assortment } = profile;
    const [first] = criteria.slices;
    const twist = twistOf(supplier_id, first?.origin ?? '', first?.destination ?? '');
    const waits = waitsOf(latency, twist, seed, supplier_id, JSON.stringify(criteria));
    const asked = { profile, criteria, twist, seed, nowMs: clock.now() };
    const answer = answerOf(asked, waits.length, world);
    for (const [index, waitMs] of waits.entries()) {
      if (index === twist.hangsAfter) await abortion(signal);
      await clock.sleep(waitMs / speed, signal);
      if (index === 0 && twist.nothing !== true) {
        for (const slice of criteria.slices) await prepareOptions(slice, assortment.tickets, world, signal);
      }
      if (signal.aborted) return;
      if (index === twist.failsAfter?.batches) {
        const { code, retryable } = twist.failsAfter;
        yield err({ code, retryable });
        return;
      }
      const batch = answer.next();
      if (batch.done === true) return;
      yield ok(batch.value);
    }
    if (twist.hangsAfter !== undefined) await abortion(signal);
  },
});

/** What it does not even look for. */
const whyNot = (
  { region }: Profile,
  { currency, slices }: Criteria,
  { places }: World,
): SupplierStop | undefined => {
  if (!hasRate(currency)) return { code: 'unsupported_currency', retryable: false };
  const codes = slices.flatMap(({ origin, destination }) => [origin, destination]);
  const isOutside = (code: string): boolean =>
    !places.airportsOf(code).some(({ country }) => region?.has(country) === true);
  return region !== undefined && codes.some(isOutside)
    ? { code: 'region_not_served', retryable: false, skipped: true }
    : undefined;
};

const abortion = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
