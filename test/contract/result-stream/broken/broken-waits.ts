import type { Bell, Viewing } from '../../../../src/domain/ports/result-stream.ts';
import { BEGINNING } from '../../../../src/domain/search/position.ts';
import type { StreamWorld } from '../stream-world.ts';
import { creatingUnknown } from './broken-readers.ts';
import { type BrokenStreams, later, spoiled, spoiledViewings } from './spoiled.ts';

const never = (): AbortSignal => new AbortController().signal;

/** Longer than any time that passes in a test. */
const FOREVER_MS = 1e12;

const opened = new WeakMap<StreamWorld, Set<Viewing>>();

const viewingsOf = (world: StreamWorld): Set<Viewing> => {
  const viewings = opened.get(world) ?? new Set();
  opened.set(world, viewings);
  return viewings;
};

export const brokenWaits: BrokenStreams = {
  'keeps a viewer waiting who leaves': {
    breaks: [
      'a viewer who leaves ends a waiting page at once, with nothing in it',
      'a viewer who has left waits for nothing',
    ],
    spoil: spoiled((stream) => ({
      view: (id, after, signal) => stream.view(id, after, signal.aborted ? signal : never()),
    })),
  },
  'keeps a viewer waiting who has left': {
    breaks: ['a viewer who has left waits for nothing'],
    spoil: spoiled((stream) => ({
      view: (id, after, signal) => {
        const told = new AbortController();
        const tell = () => told.abort();
        return stream.view(id, after, told.signal).map((viewing): Viewing => ({
          start: viewing.start,
          reset: viewing.reset,
          next: () => {
            signal.addEventListener('abort', tell);
            return later(async () => {
              const page = await viewing.next();
              signal.removeEventListener('abort', tell);
              return page;
            });
          },
          [Symbol.asyncDispose]: () => viewing[Symbol.asyncDispose](),
        }));
      },
    })),
  },
  'ends all viewings with the first that is disposed of': {
    breaks: [
      'disposing of a viewing twice harms nothing, and no other viewing',
      'a stream is kept for a viewing that has not read its end, until that lets go or takes too long',
    ],
    spoil: spoiledViewings((mine, { world }) => {
      const viewings = viewingsOf(world);
      viewings.add(mine);
      return {
        [Symbol.asyncDispose]: async () => {
          for (const viewing of viewings) await viewing[Symbol.asyncDispose]();
          viewings.clear();
        },
      };
    }),
  },
  'is deaf to rings': {
    breaks: [
      'a bell rings when somebody ends a search',
      'an append wakes a waiting viewing at once',
      'a bell rings when somebody appends',
      'a ring for which nobody waited is remembered',
      'disposing of a bell twice harms nothing, and no other bell',
    ],
    spoil: (world) => {
      world.muteBells();
      return world;
    },
  },
  'forgets a ring for which nobody waited': {
    breaks: ['a ring for which nobody waited is remembered'],
    spoil: spoiled((stream) => ({
      listen: (id, signal): Bell => ({
        rung: async (waitMs) => {
          await using bell = stream.listen(id, signal);
          await bell.rung(waitMs);
        },
        [Symbol.asyncDispose]: async () => undefined,
      }),
    })),
  },
  'waits for a ring for ever': {
    breaks: [
      'a bell rings when somebody ends a search',
      'a bell rings when somebody appends',
      'a ring for which nobody waited is remembered',
      'waiting for a bell ends by itself',
      'disposing of a bell twice harms nothing, and no other bell',
    ],
    spoil: spoiled((stream) => ({
      listen: (id, signal): Bell => {
        const bell = stream.listen(id, signal);
        return {
          rung: () => bell.rung(FOREVER_MS),
          [Symbol.asyncDispose]: () => bell[Symbol.asyncDispose](),
        };
      },
    })),
  },
  'keeps a listener waiting who leaves': {
    breaks: ['a listener who leaves waits no longer'],
    spoil: spoiled((stream) => ({ listen: (id) => stream.listen(id, never()) })),
  },
  'silences all bells with the first that is disposed of': {
    breaks: ['disposing of a bell twice harms nothing, and no other bell'],
    spoil: spoiled((stream) => {
      const silenced = new AbortController();
      return {
        listen: (id, signal): Bell => {
          const bell = stream.listen(id, signal);
          return {
            rung: (waitMs) => (silenced.signal.aborted ? new Promise(() => undefined) : bell.rung(waitMs)),
            [Symbol.asyncDispose]: async () => {
              silenced.abort();
              await bell[Symbol.asyncDispose]();
            },
          };
        },
      };
    }),
  },
  'creates what it listens to': {
    breaks: ['listening to an unknown id does not create it'],
    spoil: spoiled((stream) => ({
      listen: (id, signal) => {
        void creatingUnknown(stream, id);
        return stream.listen(id, signal);
      },
    })),
  },
  'hears only what it is rung for': {
    breaks: [
      'a page is empty after a bounded wait in which nothing came',
      'a stream that vanishes under a viewing ends it with gone, for good',
      'an entry for which no ring arrived is found by looking again',
      'an entry whose foreign writer rang for nobody is found by looking again',
    ],
    spoil: spoiledViewings((viewing, { stream, world, id, after, signal }) => {
      let place = after;
      return {
        next: () =>
          later(async () => {
            await using bell = stream.listen(id, signal);
            const waiting = await world.otherGateway.read(id, place, 1);
            if (waiting.isOk() && waiting.value.entries.length === 0) await bell.rung(FOREVER_MS);
            const page = await viewing.next();
            if (page.isOk())
              place = page.value.entries.at(-1)?.position ?? (page.value.reset ? BEGINNING : place);
            return page;
          }),
      };
    }),
  },
};
