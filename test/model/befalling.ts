import { BEGINNING, type Position, toPosition } from '../../src/domain/search/position.ts';
import { holds } from './log-model.ts';
import { command, type StreamCommand } from './stream-command.ts';
import { forgetExpired, learn, persistently } from './stream-run.ts';
import { takeWhatCame } from './viewer-checks.ts';

/** Directly behind a position, where nothing lies yet. */
const nextTo = (position: Position): Position => {
  const [ms = '', n = ''] = position.split('-');
  return toPosition(`${ms}-${Number(n) + 1}`);
};

export const losesAnswer = (): StreamCommand =>
  command('loseNextAnswer()', 0, async (world) => world.loseNextAnswer());

export const cutsLink = (): StreamCommand => command('cutLink()', 0, async (world) => world.cutLink());

/** Somebody takes an entry out; never the last one that is left. */
export const trims = (at: number, which: number): StreamCommand =>
  command(`trim(${at}, ${which})`, at, async (world, _run, search) => {
    const { log } = search;
    if (log === undefined || log.entries.length < 2) return;
    const taken = log.entries[which % log.entries.length];
    if (taken === undefined) return;
    await world.trim(search.id, taken.position);
    search.log = { ...log, entries: log.entries.filter((entry) => entry !== taken) };
  });

/**
 * The last entries are lost in a failover. What is written next lies behind what is left: `below` what was lost, if there is
 * room, or above it.
 */
export const losesTail = (at: number, count: number, written: 'nothing' | 'below' | 'above'): StreamCommand =>
  command(`loseTail(${at}, ${count}, ${written})`, at, async (world, run, search) => {
    const { log } = search;
    const first = log?.entries[Math.max(1, log.entries.length - count)];
    if (log === undefined || first === undefined) return;
    const kept = log.entries.slice(0, log.entries.indexOf(first));
    await world.loseTail(search.id, first.position);
    search.log = { ...log, entries: kept };
    for (const viewer of run.viewers)
      if (viewer.search === search && !holds(search.log, viewer.standsOn) && holds(log, viewer.standsOn))
        viewer.mustReset = true;
    if (written === 'nothing') return;
    const said = { status: 'result', payload: JSON.stringify({ instead: (run.said += 1) }), seq: undefined };
    const below = nextTo(kept.at(-1)?.position ?? BEGINNING);
    const hasRoom = written === 'below' && !search.past.has(below);
    await world.foreign(search.id, hasRoom ? { ...said, position: below } : said);
    await learn(world, search, { said: [said], untilMs: log.untilMs });
  });

export const passesTime = (ms: number): StreamCommand =>
  command(`passTime(${ms})`, 0, async (world, run) => {
    await world.passTime(ms);
    takeWhatCame(run);
    run.nowMs += ms;
    forgetExpired(run);
  });

export const retains = (at: number, ms: number): StreamCommand =>
  command(`retain(${at}, ${ms})`, at, async (world, run, search) => {
    (await persistently(world, () => world.gateway.retain(search.id, ms)))._unsafeUnwrap();
    const { log } = search;
    if (log !== undefined) search.log = { ...log, untilMs: Math.max(log.untilMs, run.nowMs + ms) };
  });

export const expires = (at: number, ms: number): StreamCommand =>
  command(`expire(${at}, ${ms})`, at, async (world, run, search) => {
    (await persistently(world, () => world.gateway.expire(search.id, ms)))._unsafeUnwrap();
    const { log } = search;
    if (log === undefined) return;
    search.log = { ...log, untilMs: Math.min(log.untilMs, run.nowMs + ms) };
    forgetExpired(run);
  });
