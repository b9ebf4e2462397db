import { expect } from '@jest/globals';
import { err } from 'neverthrow';
import { completedMessage } from '../../support/messages.ts';
import { appended, entriesOf, followed, held, runningSearch, viewed } from './searches.ts';
import { type StreamPromises, TTL_MS } from './stream-world.ts';

export const leaving: StreamPromises = {
  'a viewer who leaves ends a waiting page at once, with nothing in it': async (world) => {
    const { id, tail } = await runningSearch(world);
    const leaver = new AbortController();
    await using view = await viewed(world.gateway, id, tail.position, leaver.signal);
    const next = view.next();
    await world.idle();
    leaver.abort();
    expect((await world.soon(next))._unsafeUnwrap().entries).toEqual([]);
  },

  'a viewer who has left waits for nothing': async (world) => {
    const { id, tail } = await runningSearch(world);
    const leaver = new AbortController();
    await using view = await viewed(world.gateway, id, tail.position, leaver.signal);
    leaver.abort();
    expect((await world.soon(view.next()))._unsafeUnwrap().entries).toEqual([]);
  },

  'disposing of a viewing twice harms nothing, and no other viewing': async (world) => {
    const search = await runningSearch(world);
    await using staying = await viewed(world.gateway, search.id);
    const left = await viewed(world.gateway, search.id);
    await left[Symbol.asyncDispose]();
    await left[Symbol.asyncDispose]();
    await appended(world.otherGateway, search, [completedMessage()]);
    expect(entriesOf(await followed(world, staying))).toEqual(await held(world.gateway, search.id));
  },

  'a stream that vanishes under a viewing ends it with gone, for good': async (world) => {
    const { id, tail } = await runningSearch(world);
    await using view = await viewed(world.gateway, id, tail.position);
    const next = view.next();
    await world.idle();
    await world.passTime(TTL_MS);
    let page = await world.eventually(next);
    if (page.isOk()) page = await world.eventually(view.next());
    expect(page).toEqual(err({ type: 'gone' }));
    expect(await world.soon(view.next())).toEqual(err({ type: 'gone' }));
  },
};
