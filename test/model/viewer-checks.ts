import { expect } from '@jest/globals';
import { err } from 'neverthrow';
import { MAX_PAGE, type Page } from '../../src/domain/ports/result-stream.ts';
import type { Entry } from '../../src/domain/search/message.ts';
import { BEGINNING, type Position } from '../../src/domain/search/position.ts';
import type { StreamWorld } from '../contract/result-stream/stream-world.ts';
import { until } from '../support/until.ts';
import { entriesBehind, holds } from './log-model.ts';
import {
  persistently,
  type SearchModel,
  type StreamRun,
  type ViewerModel,
  type Waiting,
} from './stream-run.ts';

/** An empty page is the end of a bounded wait; when something lies there, not every page can be one. */
const MAX_EMPTY_PAGES = 3;

/** Whether a viewer that asks is to be told something at once. */
const hasNews = ({ search: { log }, standsOn, mustReset }: ViewerModel): boolean =>
  log === undefined || mustReset || entriesBehind(log, standsOn).length > 0;

const expectBeginningOf = (page: readonly Entry[], entries: readonly Entry[]): void => {
  expect(page.length).toBeLessThanOrEqual(Math.min(MAX_PAGE, entries.length));
  expect(page).toEqual(entries.slice(0, page.length));
};

/** What a viewer was given is what comes next, or, where what it stands on is not there any more, all from the beginning. */
const take = (viewer: ViewerModel, { reset, entries }: Page): void => {
  const { log } = viewer.search;
  // A viewing that was opened again before the stream vanished has found out there that it begins again.
  if (log === undefined) return expect(entries).toEqual([]);
  const isThere = holds(log, viewer.standsOn) && !viewer.mustReset;
  if (isThere) expect(reset).toBe(false);
  if (viewer.mustReset && entries.length > 0) expect(reset).toBe(true);
  if (reset) {
    viewer.standsOn = BEGINNING;
    viewer.mustReset = false;
  }
  expectBeginningOf(entries, entriesBehind(log, viewer.standsOn));
  viewer.standsOn = entries.at(-1)?.position ?? viewer.standsOn;
};

/** A viewing whose stream is gone says so, and says it again. */
const leave = async (world: StreamWorld, run: StreamRun, viewer: ViewerModel): Promise<void> => {
  expect(viewer.search.log).toBeUndefined();
  expect(await world.eventually(viewer.viewing.next())).toEqual(err({ type: 'gone' }));
  await dispose(run, viewer);
};

export const dispose = async (run: StreamRun, viewer: ViewerModel): Promise<void> => {
  await viewer.viewing[Symbol.asyncDispose]();
  run.viewers.splice(run.viewers.indexOf(viewer), 1);
};

/** Has a viewer told what there is to tell; one to whom there is nothing to tell waits from then on. */
export const askForNews = async (world: StreamWorld, run: StreamRun, viewer: ViewerModel): Promise<void> => {
  for (let pages = 0; pages < MAX_EMPTY_PAGES; pages += 1) {
    if (!hasNews(viewer)) {
      viewer.waiting ??= wait(viewer);
      return world.idle();
    }
    const { waiting } = viewer;
    viewer.waiting = undefined;
    const page = await persistently(world, () => waitedFor(waiting) ?? viewer.viewing.next());
    if (page.isErr()) return leave(world, run, viewer);
    take(viewer, page.value);
    if (page.value.entries.length > 0 || page.value.reset) return undefined;
  }
  throw new Error('the viewing does not tell what lies there');
};

const wait = ({ viewing }: ViewerModel): Waiting => {
  const waiting: Waiting = { page: viewing.next(), came: undefined };
  void waiting.page.then((page) => {
    waiting.came = page;
  });
  return waiting;
};

/** The first time what is waited for already. */
const waitedFor = (() => {
  const taken = new WeakSet<Waiting>();
  return (waiting: Waiting | undefined): Waiting['page'] | undefined => {
    if (waiting === undefined || taken.has(waiting)) return undefined;
    taken.add(waiting);
    return waiting.page;
  };
})();

/**
 * A wait is over after a while, and its page tells what lay there then: so it is to be looked at before anything else is done
 * to the stream. Whoever still has nothing waits on.
 */
export const takeWhatCame = (run: StreamRun): void => {
  for (const viewer of run.viewers) {
    const { came } = viewer.waiting ?? {};
    if (came === undefined || came.isErr()) continue;
    take(viewer, came.value);
    viewer.waiting = hasNews(viewer) ? undefined : wait(viewer);
  }
};

/** Those who wait are told what has come meanwhile. */
export const tellThoseWhoWait = async (world: StreamWorld, run: StreamRun): Promise<void> => {
  for (const viewer of run.viewers.filter(({ waiting }) => waiting !== undefined))
    if (hasNews(viewer)) await askForNews(world, run, viewer);
};

/** Opens a viewing; where it begins is what the model says. */
export const open = async (
  world: StreamWorld,
  run: StreamRun,
  search: SearchModel,
  after: Position,
): Promise<void> => {
  const { signal } = new AbortController();
  const opened = await persistently(world, () => world.gateway.view(search.id, after, signal));
  const { log } = search;
  if (log === undefined) return expect(opened).toEqual(err({ type: 'gone' }));
  const viewing = opened._unsafeUnwrap();
  const start = log.entries.find(({ position }) => position === after);
  expect([viewing.start, viewing.reset]).toEqual([start, !holds(log, after)]);
  const standsOn = start?.position ?? BEGINNING;
  run.viewers.push({ search, viewing, standsOn, mustReset: false, waiting: undefined });
};

/** Whoever views sees the search to what is its end by now, and leaves nothing of itself. */
export const finish = async (world: StreamWorld, run: StreamRun): Promise<void> => {
  for (const viewer of run.viewers.slice()) {
    while (run.viewers.includes(viewer) && hasNews(viewer)) await askForNews(world, run, viewer);
    if (run.viewers.includes(viewer)) await dispose(run, viewer);
  }
  await world.recovered();
  for (const { id } of run.searches) await until(async () => (await world.countViewings(id)) === 0);
};
