import { expect } from '@jest/globals';
import { err } from 'neverthrow';
import { MAX_PAGE } from '../../../src/domain/ports/result-stream.ts';
import { BEGINNING } from '../../../src/domain/search/position.ts';
import { completedMessage, resultMessage } from '../../support/messages.ts';
import { searchWithout } from './positions.ts';
import { LARGE_PAYLOAD, LARGEST_PAGE_BYTES } from './reading.ts';
import {
  appended,
  completedSearch,
  entriesOf,
  followed,
  held,
  isGone,
  requestedSearch,
  results,
  runningSearch,
  viewed,
} from './searches.ts';
import type { StreamPromises } from './stream-world.ts';

export const viewing: StreamPromises = {
  'a viewing gives what lies there at once': async (world) => {
    const { id } = await runningSearch(world, 2);
    await using view = await viewed(world.gateway, id);
    const page = (await world.soon(view.next()))._unsafeUnwrap();
    expect(page.entries.length).toBeGreaterThan(0);
  },

  'a viewing gives a whole search in its order, once': async (world) => {
    const { id } = await completedSearch(world, 250);
    await using view = await viewed(world.gateway, id);
    expect(entriesOf(await followed(world, view))).toEqual(await held(world.gateway, id));
  },

  'an append wakes a waiting viewing at once': async (world) => {
    const search = await requestedSearch(world);
    await using view = await viewed(world.gateway, search.id);
    await followed(world, view, 'requested');
    const next = view.next();
    await world.idle();
    await appended(world.otherGateway, search, [completedMessage()]);
    expect((await world.soon(next))._unsafeUnwrap().entries).toHaveLength(1);
  },

  'replay hands over to what is appended meanwhile without a gap, wherever the viewing began': async (
    world,
  ) => {
    let search = await runningSearch(world);
    const viewings = [];
    for (const message of [...results(40), completedMessage()]) {
      viewings.push(
        (async () => {
          await using view = await viewed(world.gateway, search.id);
          return entriesOf(await followed(world, view));
        })(),
      );
      search = await appended(world.otherGateway, search, [message]);
    }
    const entries = await held(world.gateway, search.id);
    for (const given of await Promise.all(viewings)) expect(given).toEqual(entries);
  },

  'every viewing gets everything, beside others on this gateway and on the next': async (world) => {
    const search = await runningSearch(world);
    await using first = await viewed(world.gateway, search.id);
    await using second = await viewed(world.gateway, search.id);
    await using third = await viewed(world.otherGateway, search.id);
    const all = Promise.all([first, second, third].map((view) => followed(world, view)));
    await appended(world.otherGateway, search, [...results(20), completedMessage()]);
    const entries = await held(world.gateway, search.id);
    for (const pages of await all) expect(entriesOf(pages)).toEqual(entries);
  },

  'viewing from any position continues directly behind it, and says on which entry it stands': async (
    world,
  ) => {
    const { id } = await completedSearch(world, 8);
    const entries = await held(world.gateway, id);
    for (const [index, start] of entries.slice(0, -1).entries()) {
      await using view = await viewed(world.gateway, id, start.position);
      expect([view.start, view.reset]).toEqual([start, false]);
      expect(entriesOf(await followed(world, view))).toEqual(entries.slice(index + 1));
    }
  },

  'viewing from a position that is not there begins again, and says so': async (world) => {
    const { id, missing } = await searchWithout(world);
    const entries = await held(world.gateway, id);
    for (const position of missing) {
      await using view = await viewed(world.gateway, id, position);
      expect([view.start, view.reset]).toEqual([undefined, true]);
      expect(entriesOf(await followed(world, view))).toEqual(entries);
    }
  },

  'no page of a viewing holds more than the largest page': async (world) => {
    const { id } = await completedSearch(world, 3 * MAX_PAGE);
    await using view = await viewed(world.gateway, id);
    const sizes = (await followed(world, view)).map(({ entries }) => entries.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_PAGE);
  },

  'the pages of a viewing are short where entries are large, even behind small ones': async (world) => {
    const large = results(12).map((_, index) => resultMessage(index + 1, LARGE_PAYLOAD));
    const messages = [...large, completedMessage()];
    const { id } = await appended(world.otherGateway, await runningSearch(world, 50), messages);
    await using view = await viewed(world.gateway, id);
    for (const { entries } of await followed(world, view)) {
      const bytes = entries.reduce((sum, { payload }) => sum + payload.length, 0);
      expect(bytes).toBeLessThanOrEqual(LARGEST_PAGE_BYTES);
    }
  },

  'a page is empty after a bounded wait in which nothing came': async (world) => {
    const { id, tail } = await runningSearch(world);
    await using view = await viewed(world.gateway, id, tail.position);
    expect((await world.eventually(view.next()))._unsafeUnwrap().entries).toEqual([]);
  },

  'an unknown id is gone, and viewing does not create it': async ({ gateway, newId }) => {
    const id = newId();
    const view = await gateway.view(id, BEGINNING, new AbortController().signal);
    expect(view).toEqual(err({ type: 'gone' }));
    expect(await isGone(gateway, id)).toBe(true);
  },
};
