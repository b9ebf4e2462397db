import { expect } from '@jest/globals';
import type { Result } from 'neverthrow';
import type { ResultStream, Tail, Viewing } from '../../src/domain/ports/result-stream.ts';
import type { Entry, SearchMessage } from '../../src/domain/search/message.ts';
import { BEGINNING, type Position } from '../../src/domain/search/position.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { held, isGone } from '../contract/result-stream/searches.ts';
import type { StreamWorld } from '../contract/result-stream/stream-world.ts';
import type { LogModel, Outcome } from './log-model.ts';

/** One search: what the model holds of it, and what the commands remember. */
export interface SearchModel {
  readonly id: SearchId;
  log: LogModel | undefined;
  /** The last append and the last end that succeeded, to be repeated. */
  lastAppend: { readonly tail: Tail; readonly messages: readonly SearchMessage[] } | undefined;
  lastEnd: { readonly tail: Tail; readonly completed: SearchMessage } | undefined;
  /** Positions that were there once. */
  readonly past: Set<Position>;
}

export interface Waiting {
  readonly page: ReturnType<Viewing['next']>;
  /** Once it has come. */
  came: Awaited<ReturnType<Viewing['next']>> | undefined;
}

export interface ViewerModel {
  readonly search: SearchModel;
  readonly viewing: Viewing;
  /** The last entry that it was given. */
  standsOn: Position;
  /** What it stands on was lost in a failover, or with a whole stream: it has to be told. */
  mustReset: boolean;
  /** It waits, since nothing lies behind what it stands on. */
  waiting: Waiting | undefined;
}

/** One run of the model beside one world. Time is the model's own: nothing of it hangs on less than half a minute. */
export interface StreamRun {
  readonly searches: readonly SearchModel[];
  readonly viewers: ViewerModel[];
  nowMs: number;
  /** No two messages are alike. */
  said: number;
}

/** More tries than faults are set up at once. */
const MAX_TRIES = 10;

export const startRun = (world: StreamWorld): StreamRun => ({
  searches: [0, 1].map(() => ({
    id: world.newId(),
    log: undefined,
    lastAppend: undefined,
    lastEnd: undefined,
    past: new Set(),
  })),
  viewers: [],
  nowMs: 0,
  said: 0,
});

/** Whatever befalls the link, what is repeated until it is answered has the answer that it would have had at once. */
export const persistently = async <T, E extends { readonly type: string }>(
  world: StreamWorld,
  act: () => PromiseLike<Result<T, E>>,
): Promise<Result<T, E>> => {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const answer = await world.eventually(act());
    if (answer.isOk() || answer.error.type !== 'unavailable') return answer;
    await world.recovered();
  }
  throw new Error('the store stays away');
};

/** What lies there is what the model says, and lies where it lay. */
export const compareLog = async (world: StreamWorld, { id, log }: SearchModel): Promise<void> => {
  if (log === undefined) return expect(await isGone(world.otherGateway, id)).toBe(true);
  expect(await held(world.otherGateway, id)).toEqual(log.entries);
};

/** Learns of the store where new entries lie: behind all others. */
export const learn = async (
  world: StreamWorld,
  search: SearchModel,
  { said, untilMs }: Pick<Outcome, 'said' | 'untilMs'>,
): Promise<void> => {
  const before = search.log?.entries ?? [];
  if (search.log === undefined && said.length === 0) return;
  const entries = said.length === 0 ? before : await held(world.otherGateway, search.id);
  const [old, fresh] = [entries.slice(0, before.length), entries.slice(before.length)];
  expect(old).toEqual(before);
  expect(fresh.map(({ position: _position, ...rest }) => rest)).toEqual(said);
  for (const { position } of fresh) expect(search.past).not.toContain(position);
  for (const { position } of fresh) search.past.add(position);
  search.log = { entries, untilMs };
};

/** A command that answers a tail, on the stream and on the model. */
export const compareWrite = async <E extends { readonly type: string }>(
  world: StreamWorld,
  search: SearchModel,
  expected: Outcome,
  write: () => PromiseLike<Result<Tail, E>>,
): Promise<void> => {
  const answer = await persistently(world, write);
  expect(answer.isOk() ? 'ok' : answer.error.type).toBe(expected.answer);
  await learn(world, search, expected);
  if (answer.isOk())
    expect(answer.value).toEqual({
      position: search.log?.entries[expected.at]?.position,
      seq: expected.seq,
    });
};

/** What our writers know of a log that ends with its n-th entry. */
export const tailAt = (entries: readonly Entry[], at: number): Tail => ({
  position: entries[at]?.position ?? BEGINNING,
  seq: at + 1,
});

export const lastTail = ({ log }: SearchModel): Tail => {
  const entries = log?.entries ?? [];
  return tailAt(entries, entries.length - 1);
};

export const streamOf = (world: StreamWorld, isOther: boolean): ResultStream =>
  isOther ? world.otherGateway : world.gateway;

/** Everything that is over by now is gone, and whoever stood in it learns so. */
export const forgetExpired = (run: StreamRun): void => {
  for (const search of run.searches)
    if (search.log !== undefined && search.log.untilMs <= run.nowMs) forget(run, search);
};

const forget = (run: StreamRun, search: SearchModel): void => {
  search.log = undefined;
  for (const viewer of run.viewers)
    if (viewer.search === search && viewer.standsOn !== BEGINNING) viewer.mustReset = true;
};
