import { describe, expect, it, test } from '@jest/globals';
import {
  deliver,
  type Delivery,
  type Reading,
  readingAfterReset,
  readingFrom,
  readingFromBeginning,
} from '../../../src/domain/search/delivery.ts';
import type { Entry } from '../../../src/domain/search/message.ts';
import { MAX_PAYLOAD_BYTES } from '../../../src/domain/search/payload.ts';
import type { Phase } from '../../../src/domain/search/session.ts';
import { toPosition } from '../../../src/domain/search/position.ts';
import { searchId } from './stories.ts';

const ID = searchId('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
const AT = toPosition('7-0');

const entry = (status: string, seq?: number, payload = '{"a":1}'): Entry => ({
  position: AT,
  status,
  payload,
  seq,
});
const reading = (phase: Phase, seq: number | undefined = 3, mayReset = true): Reading => ({
  phase,
  seq,
  mayReset,
});

const delivered = (
  status: 'requested' | 'processing' | 'result' | 'completed',
  next: Reading,
  { payload = '{"a":1}', wrongSeq = false } = {},
): Delivery => ({ type: 'deliver', entry: { position: AT, status, payload }, next, wrongSeq });

const dropped = (reason: Extract<Delivery, { type: 'drop' }>['reason'], next: Reading): Delivery => ({
  type: 'drop',
  reason,
  next,
  wrongSeq: false,
});

const tooLarge = JSON.stringify({ text: 'x'.repeat(MAX_PAYLOAD_BYTES) });
const rubbish = { 'no JSON': 'a', 'an array': '[]', 'two lines': '{\n}', 'too large': tooLarge };

describe('a stream', () => {
  it('begins with requested', () => {
    expect(deliver(ID, readingFromBeginning(), entry('requested', 1))).toEqual(
      delivered('requested', reading('requested', 1)),
    );
  });

  test.each(['processing', 'result', 'completed', 'nonsense'])('that begins with %s is unknown', (status) => {
    expect(deliver(ID, readingFromBeginning(), entry(status, 1))).toEqual({ type: 'unknown' });
  });

  test.each(Object.entries(rubbish))('whose requested is %s is unknown', (_what, payload) => {
    expect(deliver(ID, readingFromBeginning(), entry('requested', 1, payload))).toEqual({ type: 'unknown' });
  });

  it('is not reset at its first entry, where nothing can be missing', () => {
    expect(deliver(ID, readingFromBeginning(), entry('requested', 5))).toEqual(
      delivered('requested', reading('requested', 1), { wrongSeq: true }),
    );
  });
});

describe('in turn, an entry is delivered as it is', () => {
  test.each([
    ['requested', 'processing', 'processing'],
    ['requested', 'completed', 'completed'],
    ['processing', 'result', 'processing'],
    ['processing', 'completed', 'completed'],
  ] as const)('while %s: %s', (phase, status, next) => {
    expect(deliver(ID, reading(phase), entry(status, 4))).toEqual(delivered(status, reading(next, 4)));
  });
});

describe('dropped, but counted as read', () => {
  test.each([
    ['a status nobody knows', 'processing', 'nonsense', 'unknown_status'],
    ['a status in capitals', 'processing', 'RESULT', 'unknown_status'],
    ['requested again', 'requested', 'requested', 'second_requested'],
    ['requested while processing', 'processing', 'requested', 'second_requested'],
    ['processing again', 'processing', 'processing', 'second_processing'],
    ['a result before processing', 'requested', 'result', 'result_before_processing'],
    ['requested behind the end', 'completed', 'requested', 'after_completed'],
    ['processing behind the end', 'completed', 'processing', 'after_completed'],
    ['a result behind the end', 'completed', 'result', 'after_completed'],
    ['a second completed', 'completed', 'completed', 'after_completed'],
    ['nonsense behind the end', 'completed', 'nonsense', 'after_completed'],
  ] as const)('%s', (_what, phase, status, reason) => {
    expect(deliver(ID, reading(phase), entry(status, 4))).toEqual(dropped(reason, reading(phase, 4)));
  });

  test.each(Object.entries(rubbish))('a result whose payload is %s', (_what, payload) => {
    expect(deliver(ID, reading('processing'), entry('result', 4, payload))).toEqual(
      dropped('unusable_payload', reading('processing', 4)),
    );
  });

  test('a processing whose payload is unusable does not begin the search', () => {
    expect(deliver(ID, reading('requested'), entry('processing', 4, '[]'))).toEqual(
      dropped('unusable_payload', reading('requested', 4)),
    );
  });
});

test.each(Object.entries(rubbish))('a search ends even if its completed is %s', (_what, payload) => {
  expect(deliver(ID, reading('processing'), entry('completed', 4, payload))).toEqual(
    delivered('completed', reading('completed', 4), { payload: `{"search_id":"${ID}","outcome":"failed"}` }),
  );
});

describe('numbers', () => {
  test('left out by a foreign writer are taken to be right', () => {
    expect(deliver(ID, reading('processing', 3), entry('result'))).toEqual(
      delivered('result', reading('processing', 4)),
    );
  });

  test.each([0, 1, 3])('lower than expected (%i for 4) are counted as wrong, and no more', (seq) => {
    expect(deliver(ID, reading('processing', 3), entry('result', seq))).toEqual(
      delivered('result', reading('processing', 4), { wrongSeq: true }),
    );
  });

  test.each(['requested', 'processing', 'result', 'completed', 'nonsense'])(
    'higher than expected reset the reader, whatever the entry is: %s',
    (status) => {
      expect(deliver(ID, reading('processing', 3), entry(status, 5))).toEqual({ type: 'reset' });
    },
  );

  test('reset a reader once; then the log as it is read is the truth', () => {
    const again = reading('processing', 3, false);
    expect(deliver(ID, again, entry('result', 6))).toEqual(
      delivered('result', reading('processing', 6, false), { wrongSeq: true }),
    );
  });

  test('do not reset a reader who has been given the end', () => {
    expect(deliver(ID, reading('completed', 3), entry('result', 9))).toMatchObject({
      type: 'drop',
      reason: 'after_completed',
      wrongSeq: true,
    });
  });

  test('count from the first one that is found, where nobody numbered the start', () => {
    const unnumbered: Reading = { phase: 'processing', seq: undefined, mayReset: true };
    expect(deliver(ID, unnumbered, entry('result'))).toEqual(delivered('result', unnumbered));
    expect(deliver(ID, unnumbered, entry('result', 9))).toEqual(
      delivered('result', reading('processing', 9)),
    );
  });
});

describe('a reader who returns', () => {
  test.each([
    ['requested', 'requested'],
    ['processing', 'processing'],
    ['result', 'processing'],
    ['completed', 'completed'],
  ] as const)('and stands on %s goes on from there', (status, phase) => {
    expect(readingFrom(entry(status, 12))).toEqual(reading(phase, 12));
  });

  it('is given what lies behind its entry, and not the entry again', () => {
    const start = readingFrom(entry('processing', 2));
    expect(start).toBeDefined();
    if (start === undefined) return;
    expect(deliver(ID, start, entry('result', 3))).toEqual(delivered('result', reading('processing', 3)));
  });

  it('cannot stand on an entry that was never delivered', () => {
    expect(readingFrom(entry('nonsense', 2))).toBeUndefined();
  });

  it('begins at the beginning after a reset, and is not reset again', () => {
    expect(readingAfterReset()).toEqual(reading('unknown', 0, false));
  });
});
