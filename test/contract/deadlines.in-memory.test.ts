import { describe, expect, it, test } from '@jest/globals';
import { ok } from 'neverthrow';
import {
  InMemoryDeadlines,
  MAX_DEADLINES,
} from '../../src/adapters/deadlines/in-memory/in-memory-deadlines.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { newSearchId } from '../support/new-search-id.ts';
import { deadlinesContract } from './deadlines.contract.ts';

describe('deadlines in memory', () => {
  test.each(Object.entries(deadlinesContract))('%s', async (_promise, isKept) => {
    const clock = new ManualClock();
    const deadlines = new InMemoryDeadlines(clock);
    await isKept({ deadlines, otherDeadlines: deadlines, passTime: (ms) => clock.advance(ms) });
  });

  it('refuses what it has no room for, until there is room again', async () => {
    const deadlines = new InMemoryDeadlines(new ManualClock());
    const first = newSearchId();
    await deadlines.set(first, 1);
    for (let count = 1; count < MAX_DEADLINES; count += 1) await deadlines.set(newSearchId(), 1);
    const refused = await deadlines.set(newSearchId(), 1);
    expect(refused.isErr() && refused.error.type).toBe('unavailable');
    await deadlines.remove(first);
    expect(await deadlines.set(newSearchId(), 1)).toEqual(ok(undefined));
  });
});
