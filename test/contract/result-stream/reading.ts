import { expect } from '@jest/globals';
import { err } from 'neverthrow';
import { MAX_PAGE } from '../../../src/domain/ports/result-stream.ts';
import { BEGINNING } from '../../../src/domain/search/position.ts';
import { resultMessage } from '../../support/messages.ts';
import { searchWithout } from './positions.ts';
import {
  appended,
  completedSearch,
  held,
  isGone,
  requestedSearch,
  results,
  runningSearch,
} from './searches.ts';
import type { StreamPromises } from './stream-world.ts';

export const LARGE_PAYLOAD = { filling: 'x'.repeat(60 * 1024) };
/** More than one entry of any size, and less than two large ones. */
export const LARGEST_PAGE_BYTES = 80 * 1024;

export const reading: StreamPromises = {
  'a page holds no more entries than its reader wants, and no more than the largest page': async (world) => {
    const { id } = await runningSearch(world, 2 * MAX_PAGE);
    const sizeOf = async (limit: number) =>
      (await world.gateway.read(id, BEGINNING, limit))._unsafeUnwrap().entries.length;
    expect(await sizeOf(1)).toBe(1);
    expect(await sizeOf(7)).toBe(7);
    expect(await sizeOf(MAX_PAGE)).toBe(MAX_PAGE);
  },

  'a page of large entries is short': async (world) => {
    const large = results(6).map((_, index) => resultMessage(index + 1, LARGE_PAYLOAD));
    const { id } = await appended(world.otherGateway, await runningSearch(world), large);
    const page = (await world.gateway.read(id, BEGINNING, MAX_PAGE))._unsafeUnwrap();
    const bytes = page.entries.reduce((sum, { payload }) => sum + payload.length, 0);
    expect(page.entries.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(LARGEST_PAGE_BYTES);
    expect(await held(world.gateway, id)).toHaveLength(8);
  },

  'reading from any position continues directly behind it, and says on which entry it stands': async (
    world,
  ) => {
    const { id } = await completedSearch(world, 8);
    const entries = await held(world.gateway, id);
    for (const [index, start] of entries.entries()) {
      const page = await world.gateway.read(id, start.position, MAX_PAGE);
      expect(page._unsafeUnwrap()).toEqual({ start, reset: false, entries: entries.slice(index + 1) });
    }
  },

  'reading from the beginning stands on nothing': async (world) => {
    const { id } = await requestedSearch(world);
    const page = (await world.gateway.read(id, BEGINNING, 1))._unsafeUnwrap();
    expect([page.start, page.reset]).toEqual([undefined, false]);
  },

  'reading from a position that is not there begins again, and says so': async (world) => {
    const { id, missing } = await searchWithout(world);
    const entries = await held(world.gateway, id);
    for (const position of missing) {
      const page = await world.gateway.read(id, position, MAX_PAGE);
      expect(page._unsafeUnwrap()).toEqual({ start: undefined, reset: true, entries });
    }
  },

  'an entry of a foreign hand is read as it lies there': async (world) => {
    const { id } = await runningSearch(world);
    const entry = { status: 'nonsense', payload: 'not JSON', seq: undefined };
    const position = await world.foreign(id, entry);
    expect((await held(world.gateway, id)).at(-1)).toEqual({ position, ...entry });
  },

  'an unknown id is gone, and reading does not create it': async ({ gateway, newId }) => {
    const id = newId();
    expect(await gateway.read(id, BEGINNING, 1)).toEqual(err({ type: 'gone' }));
    expect(await isGone(gateway, id)).toBe(true);
  },
};
