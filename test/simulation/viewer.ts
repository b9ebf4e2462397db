import type { Random } from '../../src/adapters/suppliers/simulated/random.ts';
import type { Followed } from '../../src/application/follow-viewing.ts';
import { BrokenPromise } from './promises.ts';
import { endedAtMs, type SearchRecord } from './search-record.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import { StoryLine } from './story-line.ts';
import { TTL_MS } from './use-cases.ts';
import type { World } from './world.ts';

/** From a cut connection to the next one. */
const LONGEST_WAY_BACK_MS = 1_500;
/** A slow client, over each step. */
const LONGEST_STEP_MS = 3_000;
/** What was given in time may still be on its way. */
const SLACK_MS = 100;

interface Habits {
  /** Takes its time over everything it is given. */
  readonly isSlow: boolean;
  /** Goes away before the end now and then, and comes back. */
  readonly isRestless: boolean;
}

/** A browser that follows a search to its end, over as many connections as it takes. */
export const viewSearch = async (
  world: World,
  record: SearchRecord,
  random: Random,
  line: StoryLine,
): Promise<void> => {
  const habits = { isSlow: random() < 0.15, isRestless: random() < 0.25 };
  const lastMs = record.dueAtMs + TTL_MS / 2;
  while (!line.isOver) {
    if (world.clock.now() > lastMs) throw new BrokenPromise('seen', `a viewer of ${record.id} never did`);
    const gateway = world.anyGateway(random);
    await Promise.race([connect(world, record, gateway, random, line, habits), gateway.died]);
    if (!line.isOver) await world.pause(random() * LONGEST_WAY_BACK_MS);
  }
};

const connect = async (
  world: World,
  record: SearchRecord,
  gateway: SimulatedProcess,
  random: Random,
  line: StoryLine,
  { isSlow, isRestless }: Habits,
): Promise<void> => {
  const leaving = new AbortController();
  const opened = await gateway.useCases.follow(record.id, line.position, leaving.signal);
  if (opened.isErr()) {
    if (opened.error.type === 'unavailable') return;
    throw new BrokenPromise('seen', `${record.id} was ${opened.error.type} at ${gateway.name}`);
  }
  if (opened.value.type === 'over')
    throw new BrokenPromise('lost', `${record.id} was over for one who stood at ${line.position}`);
  const { steps } = opened.value;
  const waiting = { sinceMs: world.clock.now(), isOver: false };
  if (!isSlow) watch(world, record, gateway, line, waiting);
  try {
    let resets = 0;
    for await (const step of steps) {
      if (gateway.isDead) return;
      tell(world, gateway, record, step);
      if (step.type === 'fault') return fault(world, record, gateway, step.code);
      if (step.type === 'reset') {
        resets += 1;
        if (resets > 1) throw new BrokenPromise('twice', `a viewer of ${record.id} was reset twice`);
        line.reset();
      } else line.take(step.entries);
      if (isSlow) await world.pause(random() * LONGEST_STEP_MS);
      if (isRestless && random() < 0.2) return leaving.abort();
    }
    if (!leaving.signal.aborted && !line.isOver && !gateway.isDead)
      throw new BrokenPromise('seen', `${gateway.name} ended a connection to ${record.id} before its end`);
  } finally {
    waiting.isOver = true;
  }
};

const tell = (world: World, gateway: SimulatedProcess, { id }: SearchRecord, step: Followed): void =>
  world.tell(gateway.name, 'gives', id, step.type, step.type === 'entries' ? step.entries.length : 0);

/** Only a store that is away, or a clock that is wrong while it is, makes a gateway say that an end will not come. */
const fault = (world: World, record: SearchRecord, gateway: SimulatedProcess, code: string): void => {
  const nowMs = world.clock.now();
  const wasCalm = world.weather.isCalm(gateway.number, nowMs - 12_000, nowMs);
  const ended = endedAtMs(record);
  if (wasCalm && (code === 'search_lost' || (ended !== undefined && ended < nowMs - SLACK_MS)))
    throw new BrokenPromise('seen', `${gateway.name} said ${code} of ${record.id}`);
};

/**
 * Who reads, and was there in time, is not left without word. Where the clock of the gateway is behind the one by which the id
 * was made, and the store is away, nobody can know how long the search has run: then it counts as having begun with the viewing.
 */
const watch = (
  world: World,
  record: SearchRecord,
  gateway: SimulatedProcess,
  line: StoryLine,
  waiting: { readonly sinceMs: number; readonly isOver: boolean },
): void => {
  const { sinceMs } = waiting;
  const { dueAtMs } = record;
  if (sinceMs > dueAtMs - 1_000) return;
  const isBehind = gateway.aheadMs < record.aheadMs;
  const overAtMs = isBehind ? Math.max(dueAtMs, sinceMs + world.settings.deadlineMs) : dueAtMs;
  const untilMs = overAtMs + 2_000 + SLACK_MS;
  world.at(untilMs, () => {
    if (waiting.isOver || line.isOver || gateway.isDead) return undefined;
    if (record.dueAtMs > dueAtMs) return watch(world, record, gateway, line, waiting);
    throw new BrokenPromise('told', `a viewer of ${record.id} at ${gateway.name} still waits`);
  });
};
