import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import { type Allowance, RATE_WINDOW_MS, type RateLimits } from '../../src/domain/ports/rate-limits.ts';

/** Of each world. */
export const LIMIT = 5;

/** Two processes with the same limits. */
export interface RateLimitsWorld {
  readonly limits: RateLimits;
  readonly otherLimits: RateLimits;
  /** Lets the minute of a caller pass. */
  readonly pass: (caller: string) => Promise<void>;
}

const someone = (): string => `key:${randomBytes(8).toString('hex')}`;

const spend = async (limits: RateLimits, caller: string): Promise<Allowance> =>
  (await limits.spend(caller))._unsafeUnwrap();

const spendAll = async (limits: RateLimits, caller: string): Promise<readonly Allowance[]> => {
  const spent: Allowance[] = [];
  while (spent.length < LIMIT) spent.push(await spend(limits, caller));
  return spent;
};

/** What all rate limits promise beyond the types of their port. */
export const rateLimitsContract: Readonly<Record<string, (world: RateLimitsWorld) => Promise<void>>> = {
  'say how much is left, down to nothing': async ({ limits }) => {
    const spent = await spendAll(limits, someone());
    expect(spent.map(({ remaining }) => remaining)).toEqual([4, 3, 2, 1, 0]);
    for (const { isExceeded, limit } of spent) expect([isExceeded, limit]).toEqual([false, LIMIT]);
  },

  'refuse what is too much, each time': async ({ limits }) => {
    const caller = someone();
    await spendAll(limits, caller);
    for (let times = 0; times < 3; times += 1) {
      expect(await spend(limits, caller)).toMatchObject({ isExceeded: true, limit: LIMIT, remaining: 0 });
    }
  },

  'say when all of it may be used again, which comes nearer': async ({ limits }) => {
    const caller = someone();
    const spent = [...(await spendAll(limits, caller)), await spend(limits, caller)];
    const resets = spent.map(({ resetMs }) => resetMs);
    expect(resets).toEqual(resets.toSorted((one, other) => other - one));
    for (const resetMs of resets) expect(resetMs > 0 && resetMs <= RATE_WINDOW_MS).toBe(true);
  },

  'count each caller by itself': async ({ limits }) => {
    const [greedy, other] = [someone(), someone()];
    await spendAll(limits, greedy);
    expect(await spend(limits, other)).toMatchObject({ isExceeded: false, remaining: LIMIT - 1 });
  },

  'count a caller for all processes together': async ({ limits, otherLimits }) => {
    const caller = someone();
    await spend(limits, caller);
    expect(await spend(otherLimits, caller)).toMatchObject({ remaining: LIMIT - 2 });
    await spendAll(limits, caller);
    expect(await spend(otherLimits, caller)).toMatchObject({ isExceeded: true });
  },

  'let no more through than the limit where many come at once': async ({ limits, otherLimits }) => {
    const caller = someone();
    const spent = await Promise.all(
      Array.from({ length: 4 * LIMIT }, (_, at) => spend(at % 2 === 0 ? limits : otherLimits, caller)),
    );
    expect(spent.filter(({ isExceeded }) => !isExceeded)).toHaveLength(LIMIT);
  },

  'begin anew when the minute is over, whatever was refused meanwhile': async ({ limits, pass }) => {
    const caller = someone();
    await spendAll(limits, caller);
    await spend(limits, caller);
    await pass(caller);
    expect(await spend(limits, caller)).toMatchObject({ isExceeded: false, remaining: LIMIT - 1 });
  },
};
