import { expect } from '@jest/globals';
import { err } from 'neverthrow';
import { completedMessage, processingMessage, resultMessage } from '../../support/messages.ts';
import { appended, held, isGone, requestedSearch, results, runningSearch } from './searches.ts';
import type { StreamPromises } from './stream-world.ts';

const conflict = err({ type: 'conflict' });

export const appending: StreamPromises = {
  'every appended message is read with its number, in the order in which it was appended': async (world) => {
    let search = await requestedSearch(world);
    const messages = [processingMessage(), ...results(30), completedMessage()];
    for (let from = 0; from < messages.length; from += 4) {
      const stream = from % 8 === 0 ? world.gateway : world.otherGateway;
      search = await appended(stream, search, messages.slice(from, from + 4));
    }
    const entries = (await held(world.gateway, search.id)).slice(1);
    expect(entries.map(({ status, payload }) => ({ status, payload }))).toEqual(messages);
    expect(entries.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 2));
    expect(new Set(entries.map(({ position }) => position)).size).toBe(messages.length);
  },

  'an append answers where its last message lies': async (world) => {
    const { id, tail } = await appended(world.gateway, await runningSearch(world), results(3));
    const last = (await held(world.gateway, id)).at(-1);
    expect(tail).toEqual({ position: last?.position, seq: last?.seq });
  },

  'a conflicting append stores nothing of its batch': async (world) => {
    const search = await runningSearch(world);
    const { id } = await appended(world.otherGateway, search, [resultMessage(1)]);
    const before = await held(world.gateway, id);
    const late = [resultMessage(2), resultMessage(3)];
    expect(await world.gateway.append(id, search.tail, late)).toEqual(conflict);
    expect(await held(world.gateway, id)).toEqual(before);
  },

  'nothing lies behind completed while writers fold': async (world) => {
    const search = await runningSearch(world);
    const { id } = await appended(world.otherGateway, search, [completedMessage()]);
    expect(await world.gateway.append(id, search.tail, [resultMessage(1)])).toEqual(conflict);
    expect((await held(world.gateway, id)).at(-1)?.status).toBe('completed');
  },

  'an append that is repeated succeeds, and stores once': async (world) => {
    const search = await runningSearch(world);
    const { id, tail } = await appended(world.gateway, search, results(3));
    const again = await world.gateway.append(id, search.tail, results(3));
    expect(again._unsafeUnwrap()).toEqual(tail);
    expect(await held(world.gateway, id)).toHaveLength(5);
  },

  'an append that is repeated succeeds, though others appended behind it': async (world) => {
    const search = await runningSearch(world);
    const mine = await appended(world.gateway, search, [resultMessage(1)]);
    await appended(world.otherGateway, mine, [resultMessage(2)]);
    const again = await world.gateway.append(search.id, search.tail, [resultMessage(1)]);
    expect(again._unsafeUnwrap()).toEqual(mine.tail);
    expect(await held(world.gateway, search.id)).toHaveLength(4);
  },

  'an append of which only a part lies there already is a conflict': async (world) => {
    const search = await runningSearch(world);
    await appended(world.otherGateway, search, [resultMessage(1)]);
    expect(await world.gateway.append(search.id, search.tail, results(2))).toEqual(conflict);
    expect(await held(world.gateway, search.id)).toHaveLength(3);
  },

  'of five racing appends at one tail exactly one wins, with all of its batch': async (world) => {
    const { id, tail } = await runningSearch(world);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        (n % 2 === 0 ? world.gateway : world.otherGateway).append(id, tail, [
          resultMessage(n, { part: 1 }),
          resultMessage(n, { part: 2 }),
        ]),
      ),
    );
    expect(answers.filter((answer) => answer.isOk())).toHaveLength(1);
    expect(answers.filter((answer) => answer.isErr() && answer.error.type === 'conflict')).toHaveLength(4);
    const stored = (await held(world.gateway, id)).slice(2).map(({ payload }) => payload);
    expect(stored).toHaveLength(2);
    const winner = answers.findIndex((answer) => answer.isOk()) + 1;
    expect(stored).toEqual([1, 2].map((part) => resultMessage(winner, { part }).payload));
  },

  'an append to an unknown id is gone, and creates nothing': async (world) => {
    const { tail } = await requestedSearch(world);
    const id = world.newId();
    expect(await world.gateway.append(id, tail, [processingMessage()])).toEqual(err({ type: 'gone' }));
    expect(await isGone(world.gateway, id)).toBe(true);
  },
};
