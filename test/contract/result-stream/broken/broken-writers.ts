import { err, ok } from 'neverthrow';
import type { ResultStream, Tail } from '../../../../src/domain/ports/result-stream.ts';
import type { SearchMessage } from '../../../../src/domain/search/message.ts';
import { BEGINNING } from '../../../../src/domain/search/position.ts';
import type { SearchId } from '../../../../src/domain/search/search-id.ts';
import { requestedMessage } from '../../../support/messages.ts';
import { held } from '../searches.ts';
import { TTL_MS } from '../stream-world.ts';
import { type BrokenStreams, later, spoiled } from './spoiled.ts';

const lastTail = async (stream: ResultStream, id: SearchId): Promise<Tail> => {
  const last = (await held(stream, id)).at(-1);
  return { position: last?.position ?? BEGINNING, seq: last?.seq ?? 0 };
};

/** Appends behind whatever lies there. */
export const forced = async (
  stream: ResultStream,
  id: SearchId,
  messages: readonly SearchMessage[],
): Promise<Tail> => (await stream.append(id, await lastTail(stream, id), messages))._unsafeUnwrap();

/** What lies directly behind a tail. */
const behind = async (stream: ResultStream, id: SearchId, tail: Tail) => {
  const page = await stream.read(id, tail.position, 100);
  return page.isOk() && !page.value.reset ? page.value.entries : [];
};

/** Says something else where an append was refused. */
const refused = (
  answer: (
    stream: ResultStream,
    id: SearchId,
    tail: Tail,
    messages: readonly SearchMessage[],
  ) => Promise<Tail | undefined>,
) =>
  spoiled((stream) => ({
    append: (id, tail, messages) =>
      later(async () => {
        const appended = await stream.append(id, tail, messages);
        if (appended.isOk() || appended.error.type !== 'conflict') return appended;
        const instead = await answer(stream, id, tail, messages);
        return instead === undefined ? appended : ok(instead);
      }),
  }));

export const brokenWriters: BrokenStreams = {
  'does not count what it appends': {
    breaks: [
      'every appended message is read with its number, in the order in which it was appended',
      'an append answers where its last message lies',
      'an end lies behind whatever is last, and its number counts all that lies between',
      'a position that lies ahead of every clock is one like any other',
    ],
    spoil: spoiled((stream) => ({
      append: (id, tail, messages) =>
        stream.append(id, tail, messages).map(({ position }) => ({ ...tail, position })),
    })),
  },
  'stores long batches in another order': {
    breaks: ['every appended message is read with its number, in the order in which it was appended'],
    spoil: spoiled((stream) => ({
      append: (id, tail, messages) =>
        stream.append(id, tail, messages.length === 4 ? messages.toReversed() : messages),
    })),
  },
  'stores the beginning of what it refuses': {
    breaks: [
      'a conflicting append stores nothing of its batch',
      'an append of which only a part lies there already is a conflict',
      'of five racing appends at one tail exactly one wins, with all of its batch',
      'nothing is appended behind a final position: not a message, not an end',
    ],
    spoil: refused(async (stream, id, _tail, messages) => {
      await forced(stream, id, messages.slice(0, messages.length - 1));
      return undefined;
    }),
  },
  'appends behind completed': {
    breaks: ['nothing lies behind completed while writers fold'],
    spoil: refused(async (stream, id, _tail, messages) => {
      const last = (await held(stream, id)).at(-1);
      return last?.status === 'completed' ? forced(stream, id, messages) : undefined;
    }),
  },
  'appends wherever the log ends': {
    breaks: [
      'a conflicting append stores nothing of its batch',
      'nothing lies behind completed while writers fold',
      'an append of which only a part lies there already is a conflict',
      'of five racing appends at one tail exactly one wins, with all of its batch',
      'nothing is appended behind a final position: not a message, not an end',
    ],
    spoil: refused((stream, id, _tail, messages) => forced(stream, id, messages)),
  },
  'refuses a repeated append': {
    breaks: [
      'an append that is repeated succeeds, and stores once',
      'an append that is repeated succeeds, though others appended behind it',
      'repeating the append that completed does not keep a stream longer',
      'an append whose answer was lost may be repeated, and is stored once',
      'an append that lies there already is a success, whatever lies at a final position behind it',
    ],
    spoil: spoiled((stream, { otherGateway }) => ({
      append: (id, tail, messages) =>
        later(async () =>
          (await behind(otherGateway, id, tail)).length > 0
            ? err({ type: 'conflict' })
            : stream.append(id, tail, messages),
        ),
    })),
  },
  'stores a repeated append again': {
    breaks: [
      'an append that is repeated succeeds, and stores once',
      'an append that is repeated succeeds, though others appended behind it',
      'repeating the append that completed does not keep a stream longer',
      'an append whose answer was lost may be repeated, and is stored once',
      'an append that lies there already is a success, whatever lies at a final position behind it',
    ],
    spoil: spoiled((stream, { otherGateway }) => ({
      append: (id, tail, messages) =>
        later(async () => {
          const repeated = (await behind(otherGateway, id, tail)).length > 0;
          const appended = await stream.append(id, tail, messages);
          if (repeated && appended.isOk()) await forced(stream, id, messages);
          return appended;
        }),
    })),
  },
  'knows a repeated append only while nothing lies behind it': {
    breaks: [
      'an append that is repeated succeeds, though others appended behind it',
      'an append that lies there already is a success, whatever lies at a final position behind it',
    ],
    spoil: spoiled((stream) => ({
      append: (id, tail, messages) =>
        later(async () => {
          const appended = await stream.append(id, tail, messages);
          if (appended.isErr()) return appended;
          return (await behind(stream, id, appended.value)).length > 0 ? err({ type: 'conflict' }) : appended;
        }),
    })),
  },
  'takes a part of a batch for the whole': {
    breaks: ['an append of which only a part lies there already is a conflict'],
    spoil: refused(async (stream, id, tail, messages) => {
      const [first] = await behind(stream, id, tail);
      return first !== undefined && first.payload === messages[0]?.payload
        ? { position: first.position, seq: tail.seq + 1 }
        : undefined;
    }),
  },
  'creates what it appends to': {
    breaks: [
      'an append to an unknown id is gone, and creates nothing',
      'a stream without a position for its next entry is removed, and gone',
      'an emptied stream is gone for readers and writers, and may be created again',
    ],
    spoil: spoiled((stream) => ({
      append: (id, tail, messages) =>
        later(async () => {
          const appended = await stream.append(id, tail, messages);
          if (appended.isErr() && appended.error.type === 'gone')
            await stream.create(id, requestedMessage(), TTL_MS);
          return appended;
        }),
    })),
  },
};
