import { err } from 'neverthrow';
import { requestedMessage } from '../../../support/messages.ts';
import { held } from '../searches.ts';
import { TTL_MS } from '../stream-world.ts';
import { forced } from './broken-writers.ts';
import { type BrokenStreams, later, spoiled } from './spoiled.ts';

export const brokenEnders: BrokenStreams = {
  'ends only what nobody else has appended to': {
    breaks: [
      'an end lies behind whatever is last, and its number counts all that lies between',
      'an end that is repeated succeeds, and is stored once',
    ],
    spoil: spoiled((stream) => ({ end: (id, tail, completed) => stream.append(id, tail, [completed]) })),
  },
  'numbers an end as if nothing lay between': {
    breaks: ['an end lies behind whatever is last, and its number counts all that lies between'],
    spoil: spoiled((stream) => ({
      end: (id, tail, completed) =>
        stream.end(id, tail, completed).map(({ position }) => ({ position, seq: tail.seq + 1 })),
    })),
  },
  'refuses a repeated end': {
    breaks: ['an end that is repeated succeeds, and is stored once'],
    spoil: spoiled((stream, { otherGateway }) => ({
      end: (id, tail, completed) =>
        later(async () => {
          const page = await otherGateway.read(id, tail.position, 100);
          const isEnded = page.isOk() && page.value.entries.some(({ status }) => status === 'completed');
          return isEnded ? err({ type: 'conflict' }) : stream.end(id, tail, completed);
        }),
    })),
  },
  'ends a search as often as it is told': {
    breaks: [
      'an end that is repeated succeeds, and is stored once',
      'an end behind another end is a conflict, and stores nothing',
      'of five racing ends exactly one wins',
      'nothing is appended behind a final position: not a message, not an end',
      'a stream without a position for its next entry is removed, and gone',
    ],
    spoil: spoiled((stream) => ({
      end: (id, tail, completed) =>
        later(async () => {
          const before = await stream.read(id, tail.position, 1);
          if (before.isErr()) return err(before.error);
          const entries = await held(stream, id);
          const isEnded = entries.some(({ status }) => status === 'completed');
          const ended = await stream.end(id, tail, completed);
          if (isEnded || ended.isErr()) await forced(stream, id, [completed]);
          return ended;
        }),
    })),
  },
  'creates what it ends': {
    breaks: [
      'an end of an unknown id is gone, and creates nothing',
      'a stream without a position for its next entry is removed, and gone',
      'a stream that was emptied under a viewing ends it with gone, once anybody writes to it',
    ],
    spoil: spoiled((stream) => ({
      end: (id, tail, completed) =>
        later(async () => {
          const ended = await stream.end(id, tail, completed);
          if (ended.isErr() && ended.error.type === 'gone')
            await stream.create(id, requestedMessage(), TTL_MS);
          return ended;
        }),
    })),
  },
  'keeps an ended stream as long as any': {
    breaks: ['a stream is kept for a time of its own once it is ended'],
    spoil: spoiled((stream) => ({
      end: (id, tail, completed) =>
        later(async () => {
          const ended = await stream.end(id, tail, completed);
          await stream.retain(id, TTL_MS);
          return ended;
        }),
    })),
  },
};
