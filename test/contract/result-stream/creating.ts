import { expect } from '@jest/globals';
import { err } from 'neverthrow';
import { requestedMessage } from '../../support/messages.ts';
import { held, requestedSearch, runningSearch } from './searches.ts';
import { type StreamPromises, TTL_MS } from './stream-world.ts';

export const creating: StreamPromises = {
  'a new stream holds the message it was created with, as its first': async ({ gateway, newId }) => {
    const id = newId();
    const tail = (await gateway.create(id, requestedMessage({ a: 'ä' }), TTL_MS))._unsafeUnwrap();
    expect(tail.seq).toBe(1);
    expect(await held(gateway, id)).toEqual([
      { position: tail.position, status: 'requested', payload: '{"a":"ä"}', seq: 1 },
    ]);
  },

  'an id that exists is not created again': async (world) => {
    const { id } = await requestedSearch(world);
    const before = await held(world.gateway, id);
    const answer = await world.gateway.create(id, requestedMessage({ other: true }), TTL_MS);
    expect(answer).toEqual(err({ type: 'exists' }));
    expect(await held(world.gateway, id)).toEqual(before);
  },

  'a stream that holds more is not created again, even by the message it began with': async (world) => {
    const { id } = await runningSearch(world);
    expect(await world.gateway.create(id, requestedMessage(), TTL_MS)).toEqual(err({ type: 'exists' }));
  },

  'a creation that is repeated succeeds, and stores once': async (world) => {
    const { id, tail } = await requestedSearch(world);
    const again = await world.gateway.create(id, requestedMessage(), TTL_MS);
    expect(again._unsafeUnwrap()).toEqual(tail);
    expect(await held(world.gateway, id)).toHaveLength(1);
  },

  'of five racing creations of one id exactly one wins': async ({ gateway, otherGateway, newId }) => {
    const id = newId();
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        (n % 2 === 0 ? gateway : otherGateway).create(id, requestedMessage({ n }), TTL_MS),
      ),
    );
    expect(answers.filter((answer) => answer.isOk())).toHaveLength(1);
    expect(await held(gateway, id)).toHaveLength(1);
  },
};
