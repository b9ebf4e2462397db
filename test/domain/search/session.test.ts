import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { type SearchMessage, STATUSES } from '../../../src/domain/search/message.ts';
import {
  evolve,
  initialSession,
  mayFollow,
  PHASES,
  phaseAfter,
  replay,
} from '../../../src/domain/search/session.ts';

const histories: fc.Arbitrary<SearchMessage[]> = fc.array(
  fc.record({ status: fc.constantFrom(...STATUSES), payload: fc.string({ unit: 'binary' }) }),
);

describe('a session', () => {
  it('is unknown and empty at first', () => {
    expect(initialSession()).toEqual({ phase: 'unknown', messages: 0, bytes: 0 });
    expect(replay([])).toEqual(initialSession());
  });

  it('counts messages, and bytes in UTF-8', () => {
    const history: readonly SearchMessage[] = [
      { status: 'requested', payload: '{"to":"Zürich"}' },
      { status: 'processing', payload: '{"fee":"€"}' },
      { status: 'result', payload: '{"icon":"🛫"}' },
    ];
    expect(replay(history)).toEqual({ phase: 'processing', messages: 3, bytes: 16 + 13 + 15 });
  });

  test('takes every history, lawful or not, and stands where its last message puts it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const last = history.at(-1);
        const session = replay(history);
        expect(session.phase).toBe(last === undefined ? 'unknown' : phaseAfter(last.status));
        expect(session.messages).toBe(history.length);
        expect(session.bytes).toBe(history.reduce((sum, { payload }) => sum + Buffer.byteLength(payload), 0));
      }),
    );
  });

  test('is the same whether it is replayed at once, in parts or message by message', () => {
    fc.assert(
      fc.property(histories, histories, (before, after) => {
        const whole = replay([...before, ...after]);
        expect(after.reduce(evolve, replay(before))).toEqual(whole);
        expect([...before, ...after].reduce(evolve, initialSession())).toEqual(whole);
      }),
    );
  });

  test('does not change the session it evolves from', () => {
    const before = Object.freeze(initialSession());
    evolve(before, { status: 'requested', payload: '{}' });
    expect(before).toEqual(initialSession());
  });
});

test('exactly these statuses may follow each phase', () => {
  const followers = PHASES.map((phase) => [phase, STATUSES.filter((status) => mayFollow(phase, status))]);
  expect(Object.fromEntries(followers)).toEqual({
    unknown: ['requested'],
    requested: ['processing', 'completed'],
    processing: ['result', 'completed'],
    completed: [],
  });
});
