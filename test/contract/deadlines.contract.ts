import { expect } from '@jest/globals';
import { ok } from 'neverthrow';
import type { Deadlines } from '../../src/domain/ports/deadlines.ts';
import { newSearchId } from '../support/new-search-id.ts';

/** Two processes with the same deadlines. */
export interface DeadlinesWorld {
  readonly deadlines: Deadlines;
  readonly otherDeadlines: Deadlines;
  readonly passTime: (ms: number) => Promise<void>;
}

const IN_MS = 30_000;

/** What all deadlines promise beyond the types of their port. */
export const deadlinesContract: Readonly<Record<string, (world: DeadlinesWorld) => Promise<void>>> = {
  'a search is not due before its deadline': async ({ deadlines, passTime }) => {
    await deadlines.set(newSearchId(), IN_MS);
    await passTime(IN_MS / 2);
    expect(await deadlines.due(10)).toEqual(ok([]));
  },

  'a search is due after its deadline, for every process': async ({
    deadlines,
    otherDeadlines,
    passTime,
  }) => {
    const [early, late] = [newSearchId(), newSearchId()];
    await deadlines.set(late, 2 * IN_MS);
    await deadlines.set(early, IN_MS);
    await passTime(IN_MS);
    expect(await deadlines.due(10)).toEqual(ok([early]));
    expect(await otherDeadlines.due(10)).toEqual(ok([early]));
  },

  'a deadline that is set again does not move': async ({ deadlines, passTime }) => {
    const id = newSearchId();
    await deadlines.set(id, IN_MS);
    await passTime(IN_MS / 2);
    expect(await deadlines.set(id, IN_MS)).toEqual(ok(undefined));
    await passTime(IN_MS / 2);
    expect(await deadlines.due(10)).toEqual(ok([id]));
  },

  'a search stays due until it is removed': async ({ deadlines, otherDeadlines, passTime }) => {
    const id = newSearchId();
    await deadlines.set(id, IN_MS);
    await passTime(10 * IN_MS);
    expect(await deadlines.due(10)).toEqual(ok([id]));
    expect(await deadlines.due(10)).toEqual(ok([id]));
    expect(await otherDeadlines.remove(id)).toEqual(ok(undefined));
    expect(await deadlines.due(10)).toEqual(ok([]));
  },

  'no more searches are due at a time than are asked for': async ({ deadlines, passTime }) => {
    const ids = Array.from({ length: 20 }, newSearchId);
    for (const id of ids) await deadlines.set(id, IN_MS);
    await passTime(IN_MS);
    const some = (await deadlines.due(7))._unsafeUnwrap();
    expect(some).toHaveLength(7);
    for (const id of some) await deadlines.remove(id);
    const others = (await deadlines.due(100))._unsafeUnwrap();
    expect([...some, ...others].toSorted()).toEqual(ids.toSorted());
  },

  'how long a search has left is the same for every process': async ({
    deadlines,
    otherDeadlines,
    passTime,
  }) => {
    const id = newSearchId();
    await deadlines.set(id, IN_MS);
    await passTime(IN_MS / 2);
    const leftMs = (await otherDeadlines.left(id))._unsafeUnwrap();
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(IN_MS / 2);
    await passTime(IN_MS);
    expect((await deadlines.left(id))._unsafeUnwrap()).toBeLessThanOrEqual(-IN_MS / 2);
  },

  'nothing is left of what has no deadline': async ({ deadlines }) => {
    const id = newSearchId();
    expect(await deadlines.left(id)).toEqual(ok(undefined));
    await deadlines.set(id, IN_MS);
    await deadlines.remove(id);
    expect(await deadlines.left(id)).toEqual(ok(undefined));
  },

  'removing what is not there is harmless': async ({ deadlines }) => {
    expect(await deadlines.remove(newSearchId())).toEqual(ok(undefined));
  },
};
