import { ok, okAsync } from 'neverthrow';
import type { Viewing } from '../../../../src/domain/ports/result-stream.ts';
import { BEGINNING } from '../../../../src/domain/search/position.ts';
import type { SearchId } from '../../../../src/domain/search/search-id.ts';
import { creatingUnknown } from './broken-readers.ts';
import { COMPLETED_TTL_MS, type StreamWorld, TTL_MS } from '../stream-world.ts';
import { type BrokenStreams, later, spoiled, spoiledViewings } from './spoiled.ts';

/** Keeps a stream for as long as `retain` says, be it shorter. */
const shortening = (world: StreamWorld): StreamWorld => {
  const leftMs = new Map<SearchId, number>();
  const shortened = spoiled((stream) => ({
    retain: (id, ttlMs) => {
      if (ttlMs < COMPLETED_TTL_MS) leftMs.set(id, ttlMs);
      return stream.retain(id, ttlMs);
    },
  }))(world);
  return {
    ...shortened,
    passTime: async (ms) => {
      await world.passTime(ms);
      for (const [id, left] of leftMs) if (left <= ms) await world.gateway.expire(id, 0);
    },
  };
};

export const brokenKeepers: BrokenStreams = {
  'keeps a stream for ever': {
    breaks: [
      'a stream that vanishes under a viewing ends it with gone, for good',
      'a stream is kept for its time, and no longer',
      'tidying changes nothing of any other search, neither what it holds nor its time',
    ],
    spoil: spoiled((stream) => ({ create: (id, requested) => stream.create(id, requested, 1e12) })),
  },
  'keeps a stream for half its time': {
    breaks: ['a stream is kept for its time, and no longer', 'retaining never shortens'],
    spoil: spoiled((stream) => ({
      create: (id, requested, ttlMs) => stream.create(id, requested, ttlMs / 2),
    })),
  },
  'keeps a completed stream as long as any': {
    breaks: [
      'a stream is kept for a time of its own once it is completed',
      'repeating the append that completed does not keep a stream longer',
      'a retained stream is kept longer',
      'tidying changes nothing of any other search, neither what it holds nor its time',
      'a stream expires within the time it is told to, and not later than it would have',
    ],
    spoil: spoiled((stream) => ({
      append: (id, tail, messages) =>
        later(async () => {
          const appended = await stream.append(id, tail, messages);
          if (messages.some(({ status }) => status === 'completed')) await stream.retain(id, TTL_MS);
          return appended;
        }),
    })),
  },
  'keeps a stream anew whenever it is told again that it is completed': {
    breaks: ['repeating the append that completed does not keep a stream longer'],
    spoil: spoiled((stream) => ({
      append: (id, tail, messages) =>
        later(async () => {
          const appended = await stream.append(id, tail, messages);
          if (messages.some(({ status }) => status === 'completed'))
            await stream.retain(id, COMPLETED_TTL_MS);
          return appended;
        }),
    })),
  },
  'retains nothing': {
    breaks: ['a retained stream is kept longer'],
    spoil: spoiled(() => ({ retain: () => okAsync() })),
  },
  'shortens what it retains': { breaks: ['retaining never shortens'], spoil: shortening },
  'creates what it retains': {
    breaks: ['retaining an unknown id is harmless, and does not create it'],
    spoil: spoiled((stream) => ({
      retain: (id, ttlMs) =>
        later(async () => {
          const retained = await stream.retain(id, ttlMs);
          await creatingUnknown(stream, id);
          return retained;
        }),
    })),
  },
  'skips a page whose answer was lost': {
    breaks: ['a page whose answer was lost is given again: nothing is skipped or repeated'],
    spoil: spoiledViewings((viewing) => ({
      next: () =>
        later(async () => {
          const page = await viewing.next();
          if (page.isErr() && page.error.type === 'unavailable') await viewing.next();
          return page;
        }),
    })),
  },
  'begins again after an answer was lost, in silence': {
    breaks: ['a page whose answer was lost is given again: nothing is skipped or repeated'],
    spoil: spoiledViewings((first, { stream, id, signal }) => {
      let current: Viewing = first;
      return {
        next: () =>
          later(async () => {
            const page = await current.next();
            if (page.isErr() && page.error.type === 'unavailable') {
              current = (await stream.view(id, BEGINNING, signal))._unsafeUnwrap();
            }
            return page;
          }),
      };
    }),
  },
  'begins again after an answer was lost, and says so': {
    breaks: ['a page whose answer was lost is given again: nothing is skipped or repeated'],
    spoil: spoiledViewings((viewing) => {
      let lost = false;
      return {
        next: () =>
          later(async () => {
            if (lost) {
              lost = false;
              return ok({ start: undefined, reset: true, entries: [] });
            }
            const page = await viewing.next();
            lost = page.isErr() && page.error.type === 'unavailable';
            return page;
          }),
      };
    }),
  },
};
