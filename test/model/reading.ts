import { expect } from '@jest/globals';
import { err } from 'neverthrow';
import { BEGINNING, type Position, toPosition } from '../../src/domain/search/position.ts';
import { entriesBehind, holds } from './log-model.ts';
import { command, type StreamCommand } from './stream-command.ts';
import { persistently, type SearchModel, streamOf } from './stream-run.ts';
import { askForNews, dispose, open } from './viewer-checks.ts';

const AHEAD = '99999999999999-0';

/** The beginning, any position that is or was there, and one that never will be. */
const anywhere = ({ past }: SearchModel, from: number): Position => {
  const places = [BEGINNING, AHEAD, ...past];
  return toPosition(places[from % places.length] ?? BEGINNING);
};

export const opens = (at: number, from: number): StreamCommand =>
  command(`open(${at}, ${from})`, at, (world, run, search) =>
    open(world, run, search, anywhere(search, from)),
  );

export const views = (which: number): StreamCommand =>
  command(`view(${which})`, 0, async (world, run) => {
    const viewer = run.viewers[which % run.viewers.length];
    if (viewer !== undefined) await askForNews(world, run, viewer);
  });

export const leaves = (which: number): StreamCommand =>
  command(`leave(${which})`, 0, async (_world, run) => {
    const viewer = run.viewers[which % run.viewers.length];
    if (viewer !== undefined) await dispose(run, viewer);
  });

/** A page of its own: all of what lies behind a position, as far as it is wanted. */
export const reads = (at: number, isOther: boolean, from: number, limit: number): StreamCommand =>
  command(`read(${at}, ${isOther}, ${from}, ${limit})`, at, async (world, _run, search) => {
    const after = anywhere(search, from);
    const { id, log } = search;
    const page = await persistently(world, () => streamOf(world, isOther).read(id, after, limit));
    if (log === undefined) return expect(page).toEqual(err({ type: 'gone' }));
    const reset = !holds(log, after);
    expect(page._unsafeUnwrap()).toEqual({
      start: log.entries.find(({ position }) => position === after),
      reset,
      entries: entriesBehind(log, reset ? BEGINNING : after).slice(0, limit),
    });
  });
