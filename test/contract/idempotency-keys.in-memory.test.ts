import { describe, expect, it, test } from '@jest/globals';
import {
  InMemoryIdempotencyKeys,
  MAX_KEYS,
} from '../../src/adapters/idempotency-keys/in-memory/in-memory-idempotency-keys.ts';
import { KEY_LASTS_MS } from '../../src/domain/ports/idempotency-keys.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { newSearchId } from '../support/new-search-id.ts';
import { idempotencyKeysContract } from './idempotency-keys.contract.ts';

describe('idempotency keys in memory', () => {
  test.each(Object.entries(idempotencyKeysContract))('%s', async (_promise, isKept) => {
    const clock = new ManualClock();
    const keys = new InMemoryIdempotencyKeys(clock);
    await isKept({ keys, otherKeys: keys, age: (_key, ms) => clock.advance(ms) });
  });

  it('refuse what they have no room for, until there is room again', async () => {
    const clock = new ManualClock();
    const keys = new InMemoryIdempotencyKeys(clock);
    const holder = { id: newSearchId(), fingerprint: 'abc', created: false };
    for (let count = 0; count < MAX_KEYS; count += 1) await keys.hold(String(count), holder);
    const refused = await keys.hold('one more', holder);
    expect(refused.isErr() && refused.error.type).toBe('unavailable');
    await clock.advance(KEY_LASTS_MS);
    expect((await keys.hold('one more', holder)).isOk()).toBe(true);
  });
});
