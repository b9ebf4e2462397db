import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import { ok } from 'neverthrow';
import {
  type IdempotencyKeys,
  KEY_LASTS_MS,
  type KeyHolder,
} from '../../src/domain/ports/idempotency-keys.ts';
import { newSearchId } from '../support/new-search-id.ts';

/** Two processes with the same keys. */
export interface IdempotencyKeysWorld {
  readonly keys: IdempotencyKeys;
  readonly otherKeys: IdempotencyKeys;
  /** Lets a key grow older. */
  readonly age: (key: string, ms: number) => Promise<void>;
}

const newKey = (): string => randomBytes(16).toString('hex');
const aHolder = (): KeyHolder => ({ id: newSearchId(), fingerprint: 'abc', created: false });

/** What all idempotency keys promise beyond the types of their port. */
export const idempotencyKeysContract: Readonly<
  Record<string, (world: IdempotencyKeysWorld) => Promise<void>>
> = {
  'whoever is first holds a key, and the others are told who': async ({ keys, otherKeys }) => {
    const [key, first, second] = [newKey(), aHolder(), aHolder()];
    expect(await keys.hold(key, first)).toEqual(ok(first));
    expect(await otherKeys.hold(key, second)).toEqual(ok(first));
    expect(await keys.hold(key, second)).toEqual(ok(first));
  },

  'of several that try at once, all are told the same one': async ({ keys, otherKeys }) => {
    const [key, holders] = [newKey(), Array.from({ length: 8 }, aHolder)];
    const told = await Promise.all(
      holders.map((holder, at) => (at % 2 === 0 ? keys : otherKeys).hold(key, holder)),
    );
    expect(new Set(told.map((answer) => answer._unsafeUnwrap().id)).size).toBe(1);
  },

  'holding a key may be repeated': async ({ keys }) => {
    const [key, holder] = [newKey(), aHolder()];
    await keys.hold(key, holder);
    expect(await keys.hold(key, holder)).toEqual(ok(holder));
  },

  'one key says nothing of another': async ({ keys }) => {
    const [one, other] = [aHolder(), aHolder()];
    expect(await keys.hold(newKey(), one)).toEqual(ok(one));
    expect(await keys.hold(newKey(), other)).toEqual(ok(other));
  },

  'a holder can be replaced, by one alone': async ({ keys, otherKeys }) => {
    const [key, gone, heir, late] = [newKey(), aHolder(), aHolder(), aHolder()];
    await keys.hold(key, gone);
    expect(await otherKeys.hold(key, heir, gone)).toEqual(ok(heir));
    expect(await keys.hold(key, late, gone)).toEqual(ok(heir));
  },

  'a holder that has said more is not replaced by one who has not heard it': async ({ keys, otherKeys }) => {
    const [key, holder, late] = [newKey(), aHolder(), aHolder()];
    await keys.hold(key, holder);
    const created = { ...holder, created: true };
    expect(await keys.hold(key, created, holder)).toEqual(ok(created));
    expect(await otherKeys.hold(key, late, holder)).toEqual(ok(created));
  },

  'a key is free again after a day': async ({ keys, age }) => {
    const [key, first, second] = [newKey(), aHolder(), aHolder()];
    await keys.hold(key, first);
    await age(key, KEY_LASTS_MS - 60_000);
    expect(await keys.hold(key, second)).toEqual(ok(first));
    await age(key, 60_000);
    expect(await keys.hold(key, second)).toEqual(ok(second));
  },
};
