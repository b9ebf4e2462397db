import { expect } from '@jest/globals';
import { completedMessage } from '../../support/messages.ts';
import { appended, isGone, runningSearch } from './searches.ts';
import type { StreamPromises } from './stream-world.ts';

/** Longer than anybody waits in a test. */
const LONG_MS = 600_000;

export const listening: StreamPromises = {
  'a bell rings when somebody appends': async (world) => {
    const search = await runningSearch(world);
    await using bell = world.gateway.listen(search.id, new AbortController().signal);
    await world.eventually(bell.rung(500));
    const rung = bell.rung(LONG_MS);
    await appended(world.otherGateway, search, [completedMessage()]);
    await world.soon(rung);
  },

  'a ring for which nobody waited is remembered': async (world) => {
    const search = await runningSearch(world);
    await using bell = world.gateway.listen(search.id, new AbortController().signal);
    await world.eventually(bell.rung(500));
    await appended(world.otherGateway, search, [completedMessage()]);
    await world.idle();
    await world.soon(bell.rung(LONG_MS));
  },

  'waiting for a bell ends by itself': async (world) => {
    const { id } = await runningSearch(world);
    await using bell = world.gateway.listen(id, new AbortController().signal);
    await world.eventually(bell.rung(300));
    await world.eventually(bell.rung(300));
  },

  'a listener who leaves waits no longer': async (world) => {
    const { id } = await runningSearch(world);
    const leaver = new AbortController();
    await using bell = world.gateway.listen(id, leaver.signal);
    const rung = bell.rung(LONG_MS);
    await world.idle();
    leaver.abort();
    await world.soon(rung);
    await world.soon(bell.rung(LONG_MS));
  },

  'disposing of a bell twice harms nothing, and no other bell': async (world) => {
    const search = await runningSearch(world);
    await using staying = world.gateway.listen(search.id, new AbortController().signal);
    const left = world.gateway.listen(search.id, new AbortController().signal);
    await world.eventually(staying.rung(500));
    await left[Symbol.asyncDispose]();
    await left[Symbol.asyncDispose]();
    const rung = staying.rung(LONG_MS);
    await appended(world.otherGateway, search, [completedMessage()]);
    await world.soon(rung);
  },

  'listening to an unknown id does not create it': async (world) => {
    const id = world.newId();
    await using _bell = world.gateway.listen(id, new AbortController().signal);
    await world.idle();
    expect(await isGone(world.gateway, id)).toBe(true);
  },
};
