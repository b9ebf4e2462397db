import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  deliver,
  type Delivery,
  endsSearch,
  type Reading,
  readingAfterReset,
  readingFrom,
  readingFromBeginning,
} from '../../../src/domain/search/delivery.ts';
import { type DeliveredEntry, type Entry, STATUSES } from '../../../src/domain/search/message.ts';
import { isPayload } from '../../../src/domain/search/payload.ts';
import { toPosition } from '../../../src/domain/search/position.ts';
import {
  entriesOf,
  lawfulScripts,
  payloads,
  scripts,
  searchId,
  statusesOf,
  STORY_GRAMMAR,
  tell,
} from './stories.ts';

const ID = searchId('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');

interface Told {
  /** Since the last reset: what the reader holds at the end. */
  readonly held: readonly DeliveredEntry[];
  readonly drops: number;
  readonly resets: number;
}

/** Reads as a reader does: from the beginning again at a reset, and no further than an unknown stream. */
const follow = (entries: readonly Entry[], from: Reading = readingFromBeginning()): Told => {
  let reading = from;
  let [held, drops, resets]: [DeliveredEntry[], number, number] = [[], 0, 0];
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at];
    if (entry === undefined) break;
    const delivery: Delivery = deliver(ID, reading, entry);
    if (delivery.type === 'unknown') break;
    if (delivery.type === 'reset') {
      [reading, held, drops, resets, at] = [readingAfterReset(), [], 0, resets + 1, -1];
      continue;
    }
    reading = delivery.next;
    if (delivery.type === 'deliver') held.push(delivery.entry);
    else drops += 1;
  }
  return { held, drops, resets };
};

const histories = fc.oneof(scripts, lawfulScripts).map((commands) => tell(commands).messages);

const final = (n: number) => toPosition(`18446744073709551615-${n}`);

const rawEntries: fc.Arbitrary<Entry[]> = fc
  .array(
    fc.record({
      status: fc.oneof({ arbitrary: fc.constantFrom(...STATUSES), weight: 9 }, fc.string()),
      payload: fc.oneof({ arbitrary: payloads, weight: 4 }, fc.string()),
      seq: fc.option(fc.integer({ min: -1, max: 50 }), { nil: undefined }),
    }),
    { maxLength: 40 },
  )
  .chain((entries) => fc.constantFrom(entries, [{ status: 'requested', payload: '{}', seq: 1 }, ...entries]))
  .chain((entries) => fc.tuple(fc.constant(entries), fc.nat({ max: 80 })))
  // From somewhere on they may lie at final positions.
  .map(([entries, finalFrom]) =>
    entries.map((entry, at) => ({
      ...entry,
      position: at < finalFrom ? toPosition(`1-${at + 1}`) : final(at),
    })),
  );

test('everything that is decided is delivered: unchanged, in order, and nothing dropped', () => {
  fc.assert(
    fc.property(histories, (messages) => {
      const entries = entriesOf(messages);
      const expected = entries.map(({ position: at, status, payload }) => ({
        position: at,
        status,
        payload,
      }));
      expect(follow(entries)).toEqual({ held: expected, drops: 0, resets: 0 });
    }),
  );
});

test('it is delivered so, too, if nobody numbers it', () => {
  fc.assert(
    fc.property(histories, (messages) => {
      const unnumbered = entriesOf(messages).map((entry) => ({ ...entry, seq: undefined }));
      expect(follow(unnumbered)).toMatchObject({ held: messages, drops: 0, resets: 0 });
    }),
  );
});

test('wherever a reader breaks off and returns, it is told the same story', () => {
  fc.assert(
    fc.property(lawfulScripts, fc.nat(), (commands, cut) => {
      const entries = entriesOf(tell(commands).messages);
      const read = 1 + (cut % entries.length);
      const start = entries[read - 1];
      const reading = start && readingFrom(start);
      const rest = follow(entries.slice(read), reading);
      expect([...follow(entries.slice(0, read)).held, ...rest.held]).toEqual(follow(entries).held);
      expect(rest.drops).toBe(0);
    }),
  );
});

test('an entry that is missing resets the reader', () => {
  fc.assert(
    fc.property(lawfulScripts, fc.nat(), (commands, cut) => {
      const entries = entriesOf(tell(commands).messages);
      const missing = 1 + (cut % (entries.length - 2));
      expect(follow(entries.toSpliced(missing, 1)).resets).toBe(1);
    }),
  );
});

test('whatever lies in a stream, what a reader is given keeps to the order of a search and is fit to be sent', () => {
  fc.assert(
    fc.property(rawEntries, (entries) => {
      const { held, resets } = follow(entries);
      expect(statusesOf(held)).toMatch(STORY_GRAMMAR);
      expect(held.every(({ payload }) => isPayload(payload))).toBe(true);
      expect(resets).toBeLessThanOrEqual(1);
    }),
  );
});

test('whatever lies in a stream, the first end behind requested ends it, once, and nothing is told behind it', () => {
  fc.assert(
    fc.property(rawEntries, (entries) => {
      const { held } = follow(entries);
      fc.pre(held.length > 0);
      const ends = held.filter(({ status }) => status === 'completed');
      expect(ends.map((end) => end.position)).toEqual(
        entries
          .filter(endsSearch)
          .slice(0, 1)
          .map((end) => end.position),
      );
      if (ends.length > 0) expect(held.at(-1)).toBe(ends[0]);
    }),
  );
});

test('every reader of a stream is told the same, its faults included', () => {
  fc.assert(
    fc.property(rawEntries, (entries) => {
      expect(follow(entries, readingAfterReset()).held).toEqual(follow(entries).held);
    }),
  );
});

test('whatever is said at a final position, it ends the search for every reader, and whoever stands there is at the end', () => {
  fc.assert(
    fc.property(lawfulScripts, rawEntries, fc.boolean(), (commands, foreign, isNumbered) => {
      const begun = entriesOf(tell(commands).messages.slice(0, -1));
      const there = foreign.map((entry, at) => ({
        ...entry,
        seq: isNumbered ? entry.seq : undefined,
        position: final(at),
      }));
      const [last] = there;
      fc.pre(last !== undefined);
      const { held } = follow([...begun, ...there]);
      expect(statusesOf(held)).toBe(`${statusesOf(begun)} completed`);
      expect(held.at(-1)?.position).toBe(last?.position);
      for (const entry of there) expect(readingFrom(entry)?.phase).toBe('completed');
    }),
  );
});
