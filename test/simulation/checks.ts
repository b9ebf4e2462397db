import { BrokenPromise } from './promises.ts';
import { endedAtMs, type SearchRecord } from './search-record.ts';
import type { World } from './world.ts';

const LATE_MS = 2_000;
/** A provider that hears no bell looks once a second. */
const LET_GO_WITHIN_MS = 1_300;

/** Some process that could reach the store around the deadline has no excuse. */
const couldEnd = (world: World, { dueAtMs }: SearchRecord): boolean =>
  world.processes.some(
    ({ number, startedAtMs, isDead }) =>
      !isDead &&
      startedAtMs < dueAtMs - LATE_MS &&
      world.weather.isCalm(number, dueAtMs - LATE_MS, dueAtMs + LATE_MS),
  );

/** Looks at a search when it has to be over, and again when nobody may be asked for it any more. */
export const watchSearch = (world: World, record: SearchRecord): void => {
  const dueAtMs = record.dueAtMs;
  world.at(dueAtMs + LATE_MS, () => {
    if (endedAtMs(record) !== undefined) return undefined;
    // A deadline that was set once more, by a command that came late, is a later one.
    if (record.dueAtMs > dueAtMs) return watchSearch(world, record);
    if (couldEnd(world, record))
      throw new BrokenPromise('ends', `${record.id} goes on ${LATE_MS} ms after its deadline`);
    return undefined;
  });
};

const ownEnds = ({ log, foreign }: SearchRecord): number =>
  log.entries.filter(({ status, position }) => status === 'completed' && !foreign.has(position)).length;

/** At the end of everything: what each search came to. */
export const checkSearch = (world: World, record: SearchRecord): void => {
  const { id, log, foreign, story } = record;
  const endedAt = endedAtMs(record);
  if (endedAt === undefined) throw new BrokenPromise('ends', `${id} never did`);
  const endAt = log.entries.findIndex(({ position }) => position === story.end?.position);
  const behind = log.entries.slice(endAt + 1).find(({ position }) => !foreign.has(position));
  if (ownEnds(record) > 1) throw new BrokenPromise('once', `${id} has ${ownEnds(record)} ends`);
  if (behind !== undefined) throw new BrokenPromise('behind', `${id} has ${behind.status} behind its end`);
  for (const { by, signal, abortedAtMs } of record.askings) {
    const isExcused = by.isDead || !world.weather.isCalm(by.number, endedAt - LATE_MS, endedAt + LATE_MS);
    const letGoAtMs = signal.aborted ? abortedAtMs() : Infinity;
    if (letGoAtMs > endedAt + (isExcused ? Infinity : LET_GO_WITHIN_MS))
      throw new BrokenPromise('suppliers', `${by.name} asked on for ${id}`);
    if (!signal.aborted && !by.isDead)
      throw new BrokenPromise('suppliers', `${by.name} never let go for ${id}`);
  }
};

/** When everybody has been told to stop, and has. */
export const checkNothingLeft = async (world: World): Promise<void> => {
  for (const { name, timers, isDead } of world.processes)
    if (timers > 0 && !isDead) throw new BrokenPromise('nothingLeft', `${name} has ${timers} timers`);
  const before = world.processes.map(({ heard }) => heard);
  for (const id of world.records.keys()) world.logs.ring(id);
  world.processes.forEach(({ name, heard, isDead }, at) => {
    const bells = heard - (before[at] ?? 0);
    if (bells > 0 && !isDead) throw new BrokenPromise('nothingLeft', `${name} has ${bells} bells`);
  });
  const claims = (await world.store.queue.claim(1, new AbortController().signal))._unsafeUnwrap();
  const [claim] = claims;
  if (claim !== undefined)
    throw new BrokenPromise('nothingLeft', `the request of ${claim.request.id} is still there`);
  const [due] = (await world.store.deadlines.due(1))._unsafeUnwrap();
  if (due !== undefined) throw new BrokenPromise('nothingLeft', `the deadline of ${due} is still there`);
};
