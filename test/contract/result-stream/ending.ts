import { expect } from '@jest/globals';
import { err } from 'neverthrow';
import { completedMessage, resultMessage } from '../../support/messages.ts';
import { appended, held, isGone, runningSearch } from './searches.ts';
import { COMPLETED_TTL_MS, type StreamPromises } from './stream-world.ts';

/** Longer than anybody waits in a test. */
const LONG_MS = 600_000;
/** More than any adapter looks at in one go. */
const MANY = 250;

export const ending: StreamPromises = {
  'an end lies behind whatever is last, and its number counts all that lies between': async (world) => {
    const search = await runningSearch(world);
    await appended(world.otherGateway, search, [resultMessage(1)]);
    for (let count = 1; count < MANY; count += 1) await world.foreign(search.id);
    const ended = await world.gateway.end(search.id, search.tail, completedMessage());
    const entries = await held(world.gateway, search.id);
    expect(entries).toHaveLength(2 + MANY + 1);
    expect(entries.at(-1)).toMatchObject({ ...completedMessage(), seq: entries.length });
    expect(ended._unsafeUnwrap()).toEqual({ position: entries.at(-1)?.position, seq: entries.length });
  },

  'an end that is repeated succeeds, and is stored once': async (world) => {
    const search = await runningSearch(world);
    await world.foreign(search.id);
    const ended = await world.gateway.end(search.id, search.tail, completedMessage());
    await world.foreign(search.id);
    const again = await world.gateway.end(search.id, search.tail, completedMessage());
    expect(again._unsafeUnwrap()).toEqual(ended._unsafeUnwrap());
    expect(await held(world.gateway, search.id)).toHaveLength(5);
  },

  'an end behind another end is a conflict, and stores nothing': async (world) => {
    const search = await runningSearch(world);
    await world.foreign(search.id, { status: 'completed', payload: '{"outcome":"failed"}' });
    await world.foreign(search.id);
    const late = await world.gateway.end(search.id, search.tail, completedMessage());
    expect(late).toEqual(err({ type: 'conflict' }));
    expect(await held(world.gateway, search.id)).toHaveLength(4);
  },

  'of five racing ends exactly one wins': async (world) => {
    const { id, tail } = await runningSearch(world);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        (n % 2 === 0 ? world.gateway : world.otherGateway).end(id, tail, completedMessage({ n })),
      ),
    );
    expect(answers.filter((answer) => answer.isOk())).toHaveLength(1);
    expect(await held(world.gateway, id)).toHaveLength(3);
  },

  'an end of an unknown id is gone, and creates nothing': async (world) => {
    const { tail } = await runningSearch(world);
    const id = world.newId();
    expect(await world.gateway.end(id, tail, completedMessage())).toEqual(err({ type: 'gone' }));
    expect(await isGone(world.gateway, id)).toBe(true);
  },

  'a stream is kept for a time of its own once it is ended': async (world) => {
    const { id, tail } = await runningSearch(world);
    await world.gateway.end(id, tail, completedMessage());
    await world.passTime(COMPLETED_TTL_MS);
    expect(await isGone(world.gateway, id)).toBe(true);
  },

  'a bell rings when somebody ends a search': async (world) => {
    const { id, tail } = await runningSearch(world);
    await using bell = world.gateway.listen(id, new AbortController().signal);
    await world.eventually(bell.rung(500));
    const rung = bell.rung(LONG_MS);
    await world.otherGateway.end(id, tail, completedMessage());
    await world.soon(rung);
  },
};
