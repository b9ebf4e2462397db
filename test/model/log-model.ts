import type { SearchMessage } from '../../src/domain/search/message.ts';
import type { Entry } from '../../src/domain/search/message.ts';
import { BEGINNING, type Position } from '../../src/domain/search/position.ts';
import type { Tail } from '../../src/domain/ports/result-stream.ts';
import { COMPLETED_TTL_MS } from '../contract/result-stream/stream-world.ts';

/** All that a stream is: a list of entries, and until when it is kept. */
export interface LogModel {
  readonly entries: readonly Entry[];
  readonly untilMs: number;
}

/** What an entry says. Where a new one lies is for the store to decide. */
export type Said = Omit<Entry, 'position'>;

/** What a command comes to: an answer, and what then lies behind what lay there. */
export interface Outcome {
  readonly answer: 'ok' | 'exists' | 'conflict' | 'gone';
  readonly said: readonly Said[];
  readonly untilMs: number;
  /** Of the tail that is answered: where it lies among all entries, and its number. */
  readonly at: number;
  readonly seq: number;
}

const halves = (position: Position): readonly [bigint, bigint] => {
  const [ms = '0', n = '0'] = position.split('-');
  return [BigInt(ms), BigInt(n)];
};

const isBehind = (position: Position, other: Position): boolean => {
  const [[ms, n], [otherMs, otherN]] = [halves(position), halves(other)];
  return ms === otherMs ? n > otherN : ms > otherMs;
};

export const entriesBehind = ({ entries }: LogModel, position: Position): readonly Entry[] =>
  entries.filter((entry) => isBehind(entry.position, position));

export const holds = ({ entries }: LogModel, position: Position): boolean =>
  position === BEGINNING || entries.some((entry) => entry.position === position);

const numbered = (messages: readonly SearchMessage[], after: number): readonly Said[] =>
  messages.map((message, index) => ({ ...message, seq: after + index + 1 }));

const isSaid = (entry: Entry | undefined, said: Said): boolean =>
  entry?.status === said.status && entry.payload === said.payload && entry.seq === said.seq;

const refused = (answer: Outcome['answer'], log: LogModel | undefined): Outcome => ({
  answer,
  said: [],
  untilMs: log?.untilMs ?? 0,
  at: -1,
  seq: 0,
});

const added = (log: LogModel, said: readonly Said[], nowMs: number): Outcome => {
  const completes = said.some(({ status }) => status === 'completed');
  return {
    answer: 'ok',
    said,
    untilMs: completes ? nowMs + COMPLETED_TTL_MS : log.untilMs,
    at: log.entries.length + said.length - 1,
    seq: said.at(-1)?.seq ?? 0,
  };
};

/** It was done before, and is not done again. */
const there = (log: LogModel, last: Entry | undefined, seq: number): Outcome => ({
  answer: 'ok',
  said: [],
  untilMs: log.untilMs,
  at: last === undefined ? -1 : log.entries.indexOf(last),
  seq,
});

export const create = (
  log: LogModel | undefined,
  requested: SearchMessage,
  ttlMs: number,
  nowMs: number,
): Outcome => {
  const said = numbered([requested], 0);
  if (log === undefined) return added({ entries: [], untilMs: nowMs + ttlMs }, said, nowMs);
  const [first, ...others] = log.entries;
  const isSame = others.length === 0 && first?.status === 'requested' && first.payload === requested.payload;
  return isSame ? there(log, first, 1) : refused('exists', log);
};

export const append = (
  log: LogModel | undefined,
  tail: Tail,
  messages: readonly SearchMessage[],
  nowMs: number,
): Outcome => {
  if (log === undefined) return refused('gone', log);
  const said = numbered(messages, tail.seq);
  if (log.entries.at(-1)?.position === tail.position) return added(log, said, nowMs);
  const found = entriesBehind(log, tail.position).slice(0, said.length);
  const isRepeated = said.every((message, index) => isSaid(found[index], message));
  return isRepeated ? there(log, found.at(-1), tail.seq + said.length) : refused('conflict', log);
};

export const end = (
  log: LogModel | undefined,
  tail: Tail,
  completed: SearchMessage,
  nowMs: number,
): Outcome => {
  if (log === undefined) return refused('gone', log);
  const behind = entriesBehind(log, tail.position);
  const endAt = behind.findIndex(({ status }) => status === 'completed');
  const [said] = numbered([completed], tail.seq + (endAt === -1 ? behind.length : endAt));
  if (said === undefined) throw new Error('an end says something');
  if (endAt === -1) return added(log, [said], nowMs);
  const found = behind[endAt];
  return isSaid(found, said) ? there(log, found, said.seq ?? 0) : refused('conflict', log);
};
