import { err, ok } from 'neverthrow';
import type { Criteria } from '../../../domain/flights/criteria/criteria.ts';
import type { Clock } from '../../../domain/ports/clock.ts';
import type { Supplier } from '../../../domain/ports/supplier.ts';
import { answerOf } from './answer.ts';
import { hasRate } from './sales/currencies.ts';
import { waitsOf } from './latency.ts';
import type { Profile } from './profiles.ts';
import { type Twist, twistOf } from './scenarios.ts';
import { prepareOptions } from './ways/slice-options.ts';
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
    if (!hasRate(criteria.currency)) {
      yield err({ code: 'unsupported_currency', retryable: false });
      return;
    }
    const { supplier_id, latency, assortment } = profile;
    const [first] = criteria.slices;
    const scenario = twistOf(supplier_id, first?.origin ?? '', first?.destination ?? '');
    const twist: Twist = sells(profile, criteria, world) ? scenario : { ...scenario, nothing: true };
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

/** What it does not sell it finds nothing of: a supplier that is skipped would leave the usual searches incomplete. */
const sells = ({ region, cabins }: Profile, { cabin, slices }: Criteria, { places }: World): boolean => {
  const isInside = (code: string): boolean =>
    places.airportsOf(code).some(({ country }) => region?.has(country) !== false);
  return (
    cabins?.includes(cabin) !== false &&
    slices.every(({ origin, destination }) => isInside(origin) && isInside(destination))
  );
};

const abortion = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
