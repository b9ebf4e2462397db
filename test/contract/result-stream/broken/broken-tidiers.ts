import { okAsync } from 'neverthrow';
import { creatingUnknown } from './broken-readers.ts';
import { type BrokenStreams, later, spoiled } from './spoiled.ts';

const EXPIRED = [
  'a stream expires within the time it is told to, and not later than it would have',
  'a stream that is to expire in no time is gone at once',
];
const LET_GO = 'a stream is let go of at once where every viewing has read its end';
const KEPT = 'a stream is kept for a viewing that has not read its end, until that lets go or takes too long';

export const brokenTidiers: BrokenStreams = {
  'tidies nothing': {
    breaks: [
      'what does not begin as a search does is removed, be it there for ever or for a while',
      'a search that nobody gave a time is given one',
    ],
    spoil: spoiled(() => ({ tidy: () => okAsync({ removed: 0, isRoundOver: true }) })),
  },
  'gives what it finds another time than it is told to': {
    breaks: ['a search that nobody gave a time is given one'],
    spoil: spoiled((stream) => ({ tidy: (ttlMs) => stream.tidy(ttlMs / 2) })),
  },
  'expires nothing': {
    breaks: EXPIRED,
    spoil: spoiled(() => ({ expire: () => okAsync() })),
  },
  'keeps what it is to expire': {
    breaks: EXPIRED,
    spoil: spoiled((stream) => ({ expire: (id, ttlMs) => stream.retain(id, ttlMs) })),
  },
  'lets go of nothing': {
    breaks: [LET_GO, KEPT],
    spoil: spoiled(() => ({ letGo: () => okAsync() })),
  },
  'lets go of what others have not read': {
    breaks: [KEPT],
    spoil: spoiled((stream) => ({ letGo: (id) => stream.expire(id, 0) })),
  },
  'creates what it lets go of': {
    breaks: [
      LET_GO,
      KEPT,
      'letting go of an unknown id, and expiring it, is harmless, and does not create it',
    ],
    spoil: spoiled((stream) => ({
      letGo: (id, end) =>
        later(async () => {
          const gone = await stream.letGo(id, end);
          await creatingUnknown(stream, id);
          return gone;
        }),
    })),
  },
};
