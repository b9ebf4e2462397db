import { expect } from '@jest/globals';
import { ok } from 'neverthrow';
import { completedMessage } from '../../support/messages.ts';
import { appended, completedSearch, isGone, requestedSearch, runningSearch } from './searches.ts';
import { COMPLETED_TTL_MS, type StreamPromises, TTL_MS } from './stream-world.ts';

/** What a test may take by itself. */
const SLACK_MS = 20_000;

export const retaining: StreamPromises = {
  'a stream is kept for its time, and no longer': async (world) => {
    const { id } = await runningSearch(world, 1);
    await world.passTime(TTL_MS - SLACK_MS);
    expect(await isGone(world.gateway, id)).toBe(false);
    await world.passTime(SLACK_MS);
    expect(await isGone(world.gateway, id)).toBe(true);
  },

  'a stream is kept for a time of its own once it is completed': async (world) => {
    const { id } = await completedSearch(world);
    await world.passTime(COMPLETED_TTL_MS - SLACK_MS);
    expect(await isGone(world.gateway, id)).toBe(false);
    await world.passTime(SLACK_MS);
    expect(await isGone(world.gateway, id)).toBe(true);
  },

  'repeating the append that completed does not keep a stream longer': async (world) => {
    const search = await runningSearch(world);
    await appended(world.gateway, search, [completedMessage()]);
    await world.passTime(COMPLETED_TTL_MS / 2);
    await appended(world.gateway, search, [completedMessage()]);
    await world.passTime(COMPLETED_TTL_MS / 2);
    expect(await isGone(world.gateway, search.id)).toBe(true);
  },

  'a retained stream is kept longer': async (world) => {
    const { id } = await completedSearch(world);
    await world.passTime(COMPLETED_TTL_MS - SLACK_MS);
    expect(await world.gateway.retain(id, COMPLETED_TTL_MS)).toEqual(ok(undefined));
    await world.passTime(COMPLETED_TTL_MS - SLACK_MS);
    expect(await isGone(world.gateway, id)).toBe(false);
    await world.passTime(SLACK_MS);
    expect(await isGone(world.gateway, id)).toBe(true);
  },

  'retaining never shortens': async (world) => {
    const { id } = await requestedSearch(world);
    expect(await world.gateway.retain(id, 1_000)).toEqual(ok(undefined));
    await world.passTime(TTL_MS - SLACK_MS);
    expect(await isGone(world.gateway, id)).toBe(false);
  },

  'retaining an unknown id is harmless, and does not create it': async ({ gateway, newId }) => {
    const id = newId();
    expect(await gateway.retain(id, TTL_MS)).toEqual(ok(undefined));
    expect(await isGone(gateway, id)).toBe(true);
  },
};
