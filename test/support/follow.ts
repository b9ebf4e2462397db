import { followSearch, type FollowSearch } from '../../src/application/follow-search.ts';
import type { Followed } from '../../src/application/follow-viewing.ts';
import type { Clock } from '../../src/domain/ports/clock.ts';
import { BEGINNING, type Position } from '../../src/domain/search/position.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { DEADLINE_MS, KEPT_AT_MOST_MS, type SearchWorld } from './search-world.ts';

/** A viewer that takes every step at once. */
export interface Follower {
  readonly steps: readonly Followed[];
  /** The steps in short: statuses, `reset`, and `fault` with its code. */
  readonly told: () => string;
  readonly ended: Promise<void>;
  /** The client leaves. */
  readonly leave: () => void;
}

export const following = (world: SearchWorld, graceMs?: number, clock: Clock = world.clock): FollowSearch =>
  followSearch({ ...world, clock, deadlineMs: DEADLINE_MS, keptAtMostMs: KEPT_AT_MOST_MS, graceMs });

const inShort = (step: Followed): string => {
  switch (step.type) {
    case 'entries':
      return step.entries.map(({ status }) => status).join(' ');
    case 'reset':
      return 'reset';
    case 'fault':
      return `fault:${step.code}`;
  }
};

/** The steps of a search, and how to leave it. */
export const stepsOf = async (
  world: SearchWorld,
  id: SearchId,
  after: Position = BEGINNING,
  graceMs?: number,
  clock?: Clock,
) => {
  const leaving = new AbortController();
  const followed = await following(world, graceMs, clock)(id, after, leaving.signal);
  const found = followed._unsafeUnwrap();
  if (found.type === 'over') throw new Error('the search is over');
  return { steps: found.steps, leave: () => leaving.abort() };
};

export const follow = async (
  world: SearchWorld,
  id: SearchId,
  after?: Position,
  graceMs?: number,
  clock?: Clock,
): Promise<Follower> => {
  const { steps, leave } = await stepsOf(world, id, after, graceMs, clock);
  const taken: Followed[] = [];
  const ended = (async () => {
    for await (const step of steps) taken.push(step);
  })();
  await world.clock.settle();
  return { steps: taken, told: () => taken.map(inShort).join(' '), ended, leave };
};

/** What a follower has been given, over all steps. */
export const givenTo = ({ steps }: Follower) =>
  steps.flatMap((step) => (step.type === 'entries' ? step.entries : []));
