import { describe, expect, it } from '@jest/globals';
import { answersUntil } from '../../src/application/answers-until.ts';
import { bytesInUse } from '../fuzz/open-resources.ts';
import { deferred } from '../support/deferred.ts';

const never = new Promise<never>(() => undefined);
const LARGE = 1_024 * 1_024;
const MANY = 50;

describe('whoever waits for one answer after the other until something is over', () => {
  it('is given each', async () => {
    const inTime = answersUntil(never, () => never);
    expect([await inTime(Promise.resolve(1)), await inTime(Promise.resolve(2))]).toEqual([1, 2]);
    await expect(inTime(Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('is given none from then on that takes longer than a last look', async () => {
    const [over, look] = [deferred(), deferred()];
    const inTime = answersUntil(over.promise, () => look.promise);
    const late = inTime(never);
    over.resolve();
    look.resolve();
    expect(await late).toBeUndefined();
    expect(await inTime(never)).toBeUndefined();
  });

  it('is given those that are there even then', async () => {
    const inTime = answersUntil(Promise.resolve(), () => never);
    await Promise.resolve();
    expect(await inTime(Promise.resolve(1))).toBe(1);
  });

  it('leaves no answer behind, however long it goes on', async () => {
    const inTime = answersUntil(never, () => never);
    const before = await bytesInUse();
    for (let n = 0; n < MANY; n += 1) {
      const answer = await inTime(Promise.resolve(Buffer.alloc(LARGE)));
      expect(answer).toHaveLength(LARGE);
    }
    expect((await bytesInUse()) - before).toBeLessThan((MANY / 2) * LARGE);
  });
});
