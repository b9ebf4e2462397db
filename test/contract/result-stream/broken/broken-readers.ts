import type { PageBehind, ResultStream } from '../../../../src/domain/ports/result-stream.ts';
import { isStatus } from '../../../../src/domain/search/message.ts';
import { BEGINNING, type Position } from '../../../../src/domain/search/position.ts';
import { requestedMessage } from '../../../support/messages.ts';
import { TTL_MS } from '../stream-world.ts';
import { type BrokenStreams, later, spoiled } from './spoiled.ts';

/** Changes every page that is read. */
const readPages = (change: (page: PageBehind, after: Position) => PageBehind) =>
  spoiled((stream) => ({
    read: (id, after, limit) => stream.read(id, after, limit).map((page) => change(page, after)),
  }));

/** Makes a stream of an id that it does not know, and says that there is none. */
export const creatingUnknown = async (
  stream: ResultStream,
  id: Parameters<ResultStream['create']>[0],
): Promise<void> => {
  const page = await stream.read(id, BEGINNING, 1);
  if (page.isErr()) await stream.create(id, requestedMessage(), TTL_MS);
};

export const brokenReaders: BrokenStreams = {
  'reads as much as it can, however little is wanted': {
    breaks: ['a page holds no more entries than its reader wants, and no more than the largest page'],
    spoil: spoiled((stream) => ({ read: (id, after) => stream.read(id, after, 100) })),
  },
  'counts the entries of what it reads, and not their bytes': {
    breaks: ['a page of large entries is short'],
    spoil: spoiled((stream) => ({
      read: (id, after, limit) =>
        later(async () => {
          const page = await stream.read(id, after, limit);
          if (page.isErr()) return page;
          const last = page.value.entries.at(-1)?.position ?? after;
          const more = await stream.read(id, last, Math.max(0, limit - page.value.entries.length));
          return more.map(({ entries }) => ({ ...page.value, entries: [...page.value.entries, ...entries] }));
        }),
    })),
  },
  'reads on one entry too late': {
    breaks: [
      'reading from any position continues directly behind it, and says on which entry it stands',
      'the entry at the largest position is read wherever in a page it lies',
    ],
    spoil: readPages((page) =>
      page.start?.status === 'processing' ? { ...page, entries: page.entries.slice(1) } : page,
    ),
  },
  'reads the entry again on which its reader stands': {
    breaks: [
      'reading from any position continues directly behind it, and says on which entry it stands',
      'the entry at the largest position is read wherever in a page it lies',
    ],
    spoil: readPages((page) =>
      page.start?.status === 'processing' ? { ...page, entries: [page.start, ...page.entries] } : page,
    ),
  },
  'forgets on which entry its reader stands': {
    breaks: [
      'reading from any position continues directly behind it, and says on which entry it stands',
      'an entry at a final position is read and viewed as it lies there, and nothing is behind it',
    ],
    spoil: readPages((page) => ({ ...page, start: undefined })),
  },
  'says that a reader has to begin again who begins': {
    breaks: ['reading from the beginning stands on nothing'],
    spoil: readPages((page, after) => ({ ...page, reset: page.reset || after === BEGINNING })),
  },
  'reads on in silence behind a position that is not there': {
    breaks: ['reading from a position that is not there begins again, and says so'],
    spoil: readPages((page) => ({ ...page, reset: false })),
  },
  'reads only what it knows': {
    breaks: ['an entry of a foreign hand is read as it lies there'],
    spoil: readPages((page) => ({ ...page, entries: page.entries.filter(({ status }) => isStatus(status)) })),
  },
  'creates what it reads': {
    breaks: [
      'an unknown id is gone, and reading does not create it',
      'an emptied stream is gone for readers and writers, and may be created again',
    ],
    spoil: spoiled((stream) => ({
      read: (id, after, limit) =>
        later(async () => {
          const page = await stream.read(id, after, limit);
          await creatingUnknown(stream, id);
          return page;
        }),
    })),
  },
};
