import { describe, expect, it, test } from '@jest/globals';
import { ok } from 'neverthrow';
import {
  InMemoryIdempotencyKeys,
  MAX_KEYS,
} from '../../src/adapters/idempotency-keys/in-memory/in-memory-idempotency-keys.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { newSearchId } from '../support/new-search-id.ts';
import { idempotencyKeysContract } from './idempotency-keys.contract.ts';

const holder = () => ({ id: newSearchId(), fingerprint: 'abc', created: false });

describe('idempotency keys in memory', () => {
  test.each(Object.entries(idempotencyKeysContract))('%s', async (_promise, isKept) => {
    const clock = new ManualClock();
    const keys = new InMemoryIdempotencyKeys(clock);
    await isKept({ keys, otherKeys: keys, age: (_key, ms) => clock.advance(ms) });
  });

  it('forget the oldest of them for one more than they have room for', async () => {
    const keys = new InMemoryIdempotencyKeys(new ManualClock());
    const [oldest, next, last] = [holder(), holder(), holder()];
    await keys.hold('oldest', oldest);
    await keys.hold('next', next);
    for (let count = 2; count < MAX_KEYS; count += 1) await keys.hold(String(count), holder());
    expect(await keys.hold('last', last)).toEqual(ok(last));
    expect(await keys.hold('next', holder())).toEqual(ok(next));
    const again = holder();
    expect(await keys.hold('oldest', again)).toEqual(ok(again));
  });
});
