import { describe, expect, it, test } from '@jest/globals';
import { ok } from 'neverthrow';
import {
  InMemoryRequestQueue,
  MAX_REQUESTS,
} from '../../src/adapters/request-queue/in-memory/in-memory-request-queue.ts';
import { REQUEST_LASTS_MS } from '../../src/domain/ports/request-queue.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { manualPatience } from '../support/manual-patience.ts';
import { newSearchId } from '../support/new-search-id.ts';
import { requestQueueContract } from './request-queue.contract.ts';

const request = () => ({ id: newSearchId(), payload: '{}' });

describe('a request queue in memory', () => {
  test.each(Object.entries(requestQueueContract))('%s', async (_promise, isKept) => {
    const clock = new ManualClock();
    const queue = new InMemoryRequestQueue(clock);
    await isKept({
      queue,
      otherQueue: queue,
      idle: () => clock.settle(),
      passTime: (ms) => clock.advance(ms),
      ...manualPatience(clock),
    });
  });

  it('drops a request that nobody claimed in its time', async () => {
    const clock = new ManualClock();
    const queue = new InMemoryRequestQueue(clock);
    await queue.add(request());
    await clock.advance(REQUEST_LASTS_MS);
    const claims = queue.claim(1, new AbortController().signal);
    expect(await manualPatience(clock).eventually(claims)).toEqual(ok([]));
  });

  it('refuses what it has no room for, until there is room again', async () => {
    const clock = new ManualClock();
    const queue = new InMemoryRequestQueue(clock);
    for (let count = 0; count < MAX_REQUESTS; count += 1) await queue.add(request());
    const refused = await queue.add(request());
    expect(refused.isErr() && refused.error.type).toBe('unavailable');
    await clock.advance(REQUEST_LASTS_MS);
    expect(await queue.add(request())).toEqual(ok(undefined));
  });
});
