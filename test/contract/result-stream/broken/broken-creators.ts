import { err, ok } from 'neverthrow';
import { held, isGone } from '../searches.ts';
import { forced } from './broken-writers.ts';
import { type BrokenStreams, later, spoiled } from './spoiled.ts';

export const brokenCreators: BrokenStreams = {
  'takes nothing but ASCII': {
    breaks: ['a new stream holds the message it was created with, as its first'],
    spoil: spoiled((stream) => ({
      create: (id, { status, payload }, ttlMs) =>
        stream.create(id, { status, payload: payload.replace(/[^ -~]/g, '?') }, ttlMs),
    })),
  },
  'creates what exists': {
    breaks: [
      'an id that exists is not created again',
      'a stream that holds more is not created again, even by the message it began with',
      'of five racing creations of one id exactly one wins',
    ],
    spoil: spoiled((stream) => ({
      create: (id, requested, ttlMs) =>
        later(async () => {
          const created = await stream.create(id, requested, ttlMs);
          return created.isErr() && created.error.type === 'exists'
            ? ok(await forced(stream, id, [requested]))
            : created;
        }),
    })),
  },
  'takes every creation with the same message for a repeated one': {
    breaks: ['a stream that holds more is not created again, even by the message it began with'],
    spoil: spoiled((stream) => ({
      create: (id, requested, ttlMs) =>
        later(async () => {
          const created = await stream.create(id, requested, ttlMs);
          if (created.isOk() || created.error.type !== 'exists') return created;
          const [first] = await held(stream, id);
          return first?.payload === requested.payload ? ok({ position: first.position, seq: 1 }) : created;
        }),
    })),
  },
  'refuses a repeated creation': {
    breaks: [
      'a creation that is repeated succeeds, and stores once',
      'a creation whose answer was lost may be repeated',
    ],
    spoil: spoiled((stream, { otherGateway }) => ({
      create: (id, requested, ttlMs) =>
        later(async () =>
          (await isGone(otherGateway, id)) ? stream.create(id, requested, ttlMs) : err({ type: 'exists' }),
        ),
    })),
  },
};
