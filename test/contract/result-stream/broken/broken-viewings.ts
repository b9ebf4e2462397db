import { err, ok } from 'neverthrow';
import type { Page, Viewing } from '../../../../src/domain/ports/result-stream.ts';
import type { Entry } from '../../../../src/domain/search/message.ts';
import type { SearchId } from '../../../../src/domain/search/search-id.ts';
import { held } from '../searches.ts';
import { creatingUnknown } from './broken-readers.ts';
import { type BrokenStreams, later, spoiled, spoiledViewings, type ViewArguments } from './spoiled.ts';

/** Changes every page that is given. */
const givenPages = (change: (page: Page, args: ViewArguments) => Page) =>
  spoiledViewings((viewing, args) => ({ next: () => viewing.next().map((page) => change(page, args)) }));

/** Puts every page that holds as much as `isSplit` says together with the next one. */
const joinedPages = (isSplit: (entries: readonly Entry[]) => boolean) =>
  spoiledViewings((viewing) => ({
    next: () =>
      later(async () => {
        const page = await viewing.next();
        if (page.isErr() || !isSplit(page.value.entries)) return page;
        const more = await viewing.next();
        return more.isErr()
          ? page
          : ok({ ...page.value, entries: [...page.value.entries, ...more.value.entries] });
      }),
  }));

const isLarge = ({ payload }: Entry): boolean => payload.length > 1_000;

export const brokenViewings: BrokenStreams = {
  'waits before it looks': {
    breaks: [
      'a viewing gives what lies there at once',
      'a stream that vanishes under a viewing ends it with gone, for good',
    ],
    spoil: spoiledViewings((viewing, { stream, id, signal }) => ({
      next: () =>
        later(async () => {
          await using bell = stream.listen(id, signal);
          await bell.rung(1_000);
          return viewing.next();
        }),
    })),
  },
  'gives full pages backwards': {
    breaks: [
      'a viewing gives a whole search in its order, once',
      'a page whose answer was lost is given again: nothing is skipped or repeated',
    ],
    spoil: givenPages((page) =>
      page.entries.length === 100 ? { ...page, entries: page.entries.toReversed() } : page,
    ),
  },
  'looks at what comes only after it has replayed what was there': {
    breaks: [
      'replay hands over to what is appended meanwhile without a gap, wherever the viewing began',
      'every viewing gets everything, beside others on this gateway and on the next',
    ],
    spoil: spoiledViewings((replay, { stream, world, id, signal }) => {
      let live: Viewing | undefined;
      return {
        next: () =>
          later(async () => {
            if (live !== undefined) return live.next();
            const page = await replay.next();
            if (page.isErr() || page.value.entries.length === 100 || page.value.entries.some(isLarge))
              return page;
            const last = (await held(world.otherGateway, id)).at(-1);
            if (last === undefined) return page;
            const view = await stream.view(id, last.position, signal);
            if (view.isErr()) return page;
            live = view.value;
            return page;
          }),
      };
    }),
  },
  'gives every entry to one viewing only': {
    breaks: [
      'replay hands over to what is appended meanwhile without a gap, wherever the viewing began',
      'every viewing gets everything, beside others on this gateway and on the next',
      'viewing from any position continues directly behind it, and says on which entry it stands',
      'viewing from a position that is not there begins again, and says so',
    ],
    spoil: spoiled((stream) => {
      const taken = new Map<SearchId, Set<string>>();
      return {
        view: (id, after, signal) => {
          const positions = taken.get(id) ?? new Set();
          taken.set(id, positions);
          return stream.view(id, after, signal).map((viewing): Viewing => ({
            start: viewing.start,
            reset: viewing.reset,
            next: () =>
              viewing.next().map((page) => {
                const entries = page.entries.filter(({ position }) => !positions.has(position));
                for (const { position } of entries) positions.add(position);
                return { ...page, entries };
              }),
            [Symbol.asyncDispose]: () => viewing[Symbol.asyncDispose](),
          }));
        },
      };
    }),
  },
  'views on one entry too late': {
    breaks: [
      'viewing from any position continues directly behind it, and says on which entry it stands',
      'an entry for which no ring arrived is found by looking again',
      'an entry whose foreign writer rang for nobody is found by looking again',
      'an entry at a final position is read and viewed as it lies there, and nothing is behind it',
    ],
    spoil: spoiledViewings((viewing) => {
      let isFirst = viewing.start !== undefined;
      return {
        next: () =>
          viewing.next().map((page) => {
            const entries = isFirst ? page.entries.slice(1) : page.entries;
            isFirst &&= page.entries.length === 0;
            return { ...page, entries };
          }),
      };
    }),
  },
  'gives the entry again on which its viewer stands': {
    breaks: ['viewing from any position continues directly behind it, and says on which entry it stands'],
    spoil: spoiledViewings((viewing) => {
      const again = viewing.start?.status === 'result' ? [viewing.start] : [];
      return {
        next: () =>
          viewing.next().map((page) => ({ ...page, entries: [...again.splice(0), ...page.entries] })),
      };
    }),
  },
  'views on in silence behind a position that is not there': {
    breaks: ['viewing from a position that is not there begins again, and says so'],
    spoil: spoiledViewings(() => ({ reset: false })),
  },
  'gives more than the largest page': {
    breaks: [
      'no page of a viewing holds more than the largest page',
      'a page whose answer was lost is given again: nothing is skipped or repeated',
    ],
    spoil: joinedPages((entries) => entries.length === 100 && !entries.some(isLarge)),
  },
  'counts the entries of what it gives, and not their bytes': {
    breaks: ['the pages of a viewing are short where entries are large, even behind small ones'],
    spoil: joinedPages(
      (entries) => entries.some(isLarge) && !entries.some(({ status }) => status === 'completed'),
    ),
  },
  'waits until something comes': {
    breaks: ['a page is empty after a bounded wait in which nothing came'],
    spoil: spoiledViewings((viewing, { signal }) => ({
      next: () =>
        later(async () => {
          let page = await viewing.next();
          for (let pages = 0; pages < 1_000 && page.isOk() && !signal.aborted; pages += 1) {
            if (page.value.entries.length > 0) break;
            page = await viewing.next();
          }
          return page;
        }),
    })),
  },
  'creates what it views': {
    breaks: ['an unknown id is gone, and viewing does not create it'],
    spoil: spoiled((stream) => ({
      view: (id, after, signal) =>
        later(async () => {
          const view = await stream.view(id, after, signal);
          await creatingUnknown(stream, id);
          return view;
        }),
    })),
  },
  'hides that its stream vanished': {
    breaks: [
      'a stream that vanishes under a viewing ends it with gone, for good',
      'a stream that was emptied under a viewing ends it with gone, once anybody writes to it',
    ],
    spoil: spoiledViewings((viewing, { signal }) => ({
      next: () =>
        viewing
          .next()
          .orElse((error) =>
            error.type === 'gone' && !signal.aborted
              ? ok({ start: undefined, reset: false, entries: [] })
              : err(error),
          ),
    })),
  },
};
