import { expect } from '@jest/globals';
import { completedMessage, requestedMessage } from '../../support/messages.ts';
import {
  appended,
  completedSearch,
  entriesOf,
  followed,
  held,
  requestedSearch,
  results,
  runningSearch,
  viewed,
} from './searches.ts';
import { type StreamPromises, TTL_MS } from './stream-world.ts';

export const losing: StreamPromises = {
  'a creation whose answer was lost may be repeated': async (world) => {
    const id = world.newId();
    world.loseNextAnswer();
    const lost = await world.eventually(world.gateway.create(id, requestedMessage(), TTL_MS));
    expect(lost.isErr() && lost.error.type).toBe('unavailable');
    await world.recovered();
    const again = await world.gateway.create(id, requestedMessage(), TTL_MS);
    const [entry] = await held(world.otherGateway, id);
    expect(again._unsafeUnwrap()).toEqual({ position: entry?.position, seq: 1 });
  },

  'an append whose answer was lost may be repeated, and is stored once': async (world) => {
    const { id, tail } = await requestedSearch(world);
    world.loseNextAnswer();
    const lost = await world.eventually(world.gateway.append(id, tail, results(2)));
    expect(lost.isErr() && lost.error.type).toBe('unavailable');
    await world.recovered();
    expect((await world.gateway.append(id, tail, results(2))).isOk()).toBe(true);
    expect(await held(world.otherGateway, id)).toHaveLength(3);
  },

  'a page whose answer was lost is given again: nothing is skipped or repeated': async (world) => {
    const { id } = await completedSearch(world, 150);
    const entries = await held(world.otherGateway, id);
    await using view = await viewed(world.gateway, id);
    const first = (await world.eventually(view.next()))._unsafeUnwrap();
    world.loseNextAnswer();
    const lost = await world.eventually(view.next());
    expect(lost.isErr() && lost.error.type).toBe('unavailable');
    await world.recovered();
    const rest = await followed(world, view);
    expect(entriesOf([first, ...rest])).toEqual(entries);
    expect(rest.some(({ reset }) => reset)).toBe(false);
  },

  'an entry for which no ring arrived is found by looking again': async (world) => {
    const search = await runningSearch(world);
    await using view = await viewed(world.gateway, search.id, search.tail.position);
    world.muteBells();
    const following = followed(world, view);
    await world.idle();
    const messages = [...results(2), completedMessage()];
    await appended(world.otherGateway, search, messages);
    const given = entriesOf(await following).map(({ status, payload }) => ({ status, payload }));
    expect(given).toEqual(messages);
  },

  'an entry whose foreign writer rang for nobody is found by looking again': async (world) => {
    const { id, tail } = await runningSearch(world);
    await using view = await viewed(world.gateway, id, tail.position);
    const following = followed(world, view);
    await world.idle();
    const position = await world.foreign(id, completedMessage());
    expect(entriesOf(await following).map((entry) => entry.position)).toEqual([position]);
  },
};
