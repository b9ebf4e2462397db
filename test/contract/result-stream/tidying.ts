import { expect } from '@jest/globals';
import { ok } from 'neverthrow';
import { BEGINNING } from '../../../src/domain/search/position.ts';
import { completedMessage } from '../../support/messages.ts';
import {
  appended,
  completedSearch,
  held,
  isGone,
  requestedSearch,
  runningSearch,
  viewed,
} from './searches.ts';
import { COMPLETED_TTL_MS, type StreamPromises, type StreamWorld, TTL_MS } from './stream-world.ts';

/** What a test may take by itself. */
const SLACK_MS = 20_000;
/** Far more steps than any store of the tests takes. */
const MAX_STEPS = 10_000;

/** One whole round, whatever step of another one came before. Answers how many were removed. */
const tidied = async ({ gateway }: StreamWorld): Promise<number> => {
  let removed = 0;
  for (let [steps, rounds] = [0, 0]; rounds < 2; steps += 1) {
    if (steps > MAX_STEPS) throw new Error('the round is never over');
    const step = (await gateway.tidy(TTL_MS))._unsafeUnwrap();
    removed += step.removed;
    rounds += step.isRoundOver ? 1 : 0;
  }
  return removed;
};

export const tidying: StreamPromises = {
  'what does not begin as a search does is removed, be it there for ever or for a while': async (world) => {
    const [forEver, forAWhile, beheaded] = [world.newId(), world.newId(), await runningSearch(world, 2)];
    await world.plant(forEver, 'result');
    await world.plant(forAWhile, 'completed', TTL_MS);
    const [first] = await held(world.gateway, beheaded.id);
    await world.trim(beheaded.id, first?.position ?? BEGINNING);
    expect(await tidied(world)).toBeGreaterThanOrEqual(3);
    for (const id of [forEver, forAWhile, beheaded.id]) expect(await isGone(world.gateway, id)).toBe(true);
  },

  'a search that nobody gave a time is given one': async (world) => {
    const id = world.newId();
    await world.plant(id, 'requested');
    await tidied(world);
    await world.passTime(TTL_MS - SLACK_MS);
    expect(await isGone(world.gateway, id)).toBe(false);
    await world.passTime(SLACK_MS);
    expect(await isGone(world.gateway, id)).toBe(true);
  },

  'tidying changes nothing of any other search, neither what it holds nor its time': async (world) => {
    const [running, completed] = [await runningSearch(world, 3), await completedSearch(world)];
    const before = await held(world.gateway, running.id);
    await world.passTime(COMPLETED_TTL_MS - SLACK_MS);
    await tidied(world);
    expect(await held(world.gateway, running.id)).toEqual(before);
    await world.passTime(SLACK_MS);
    expect(await isGone(world.gateway, completed.id)).toBe(true);
    await world.passTime(TTL_MS - COMPLETED_TTL_MS);
    expect(await isGone(world.gateway, running.id)).toBe(true);
  },

  'a stream expires within the time it is told to, and not later than it would have': async (world) => {
    const [soon, anyway] = [await runningSearch(world), await completedSearch(world)];
    expect(await world.gateway.expire(soon.id, COMPLETED_TTL_MS)).toEqual(ok(undefined));
    expect(await world.gateway.expire(anyway.id, TTL_MS)).toEqual(ok(undefined));
    await world.passTime(COMPLETED_TTL_MS - SLACK_MS);
    expect(await isGone(world.gateway, soon.id)).toBe(false);
    await world.passTime(SLACK_MS);
    expect(await isGone(world.gateway, soon.id)).toBe(true);
    expect(await isGone(world.gateway, anyway.id)).toBe(true);
  },

  'a stream that is to expire in no time is gone at once': async (world) => {
    for (const { id } of [await runningSearch(world), await completedSearch(world)]) {
      expect(await world.gateway.expire(id, 0)).toEqual(ok(undefined));
      expect(await isGone(world.otherGateway, id)).toBe(true);
    }
  },

  'a stream is let go of at once where every viewing has read its end': async (world) => {
    const search = await requestedSearch(world);
    await using view = await viewed(world.otherGateway, search.id);
    const { id, tail } = await appended(world.gateway, search, [completedMessage()]);
    expect((await world.eventually(view.next()))._unsafeUnwrap().entries).toHaveLength(2);
    await world.foreign(id);
    expect(await world.gateway.letGo(id, tail.position)).toEqual(ok(undefined));
    expect(await isGone(world.gateway, id)).toBe(true);
  },

  'a stream is kept for a viewing that has not read its end, until that lets go or takes too long': async (
    world,
  ) => {
    const search = await runningSearch(world);
    const leaving = await viewed(world.gateway, search.id);
    await using slow = await viewed(world.otherGateway, search.id);
    const { id, tail } = await appended(world.gateway, search, [completedMessage()]);
    const other = await completedSearch(world);
    await using _never = await viewed(world.otherGateway, other.id);
    await world.gateway.letGo(id, tail.position);
    await world.gateway.letGo(other.id, other.tail.position);
    await leaving[Symbol.asyncDispose]();
    expect(await isGone(world.gateway, id)).toBe(false);
    expect((await world.eventually(slow.next()))._unsafeUnwrap().entries).toHaveLength(3);
    await world.otherGateway.letGo(id, tail.position);
    expect(await isGone(world.gateway, id)).toBe(true);
    await world.passTime(60_000);
    expect(await isGone(world.gateway, other.id)).toBe(true);
  },

  'letting go of an unknown id, and expiring it, is harmless, and does not create it': async (world) => {
    const id = world.newId();
    expect(await world.gateway.letGo(id, BEGINNING)).toEqual(ok(undefined));
    expect(await world.gateway.expire(id, TTL_MS)).toEqual(ok(undefined));
    expect(await isGone(world.gateway, id)).toBe(true);
  },
};
