import { between } from '../../src/adapters/suppliers/simulated/random.ts';
import { checkNothingLeft, checkSearch } from './checks.ts';
import { travel } from './clients.ts';
import { BrokenPromise } from './promises.ts';
import type { Sabotage } from './sabotage.ts';
import { startProcess } from './simulated-process.ts';
import { World } from './world.ts';

/** The longest deadline, what is given up after it, and a claim that has to lapse before it can be taken over. */
const SETTLES_MS = 30_000;
const CLAIMS_LAPSE_MS = 12_000;

export interface Simulated {
  readonly searches: number;
  readonly faults: number;
  /** Stands for all that happened, in its order. */
  readonly trace: string;
}

/** A process dies now and then, and another comes in its place; some gateway always lives, providers need not. */
const live = async (world: World, kind: 'gateway' | 'provider'): Promise<void> => {
  const random = world.random('lives', kind);
  const endMs = world.clock.now() + world.settings.lastsMs;
  for (let count = kind === 'gateway' ? 2 : 1 + Math.floor(random() * 2); count > 0; count -= 1)
    startProcess(world, kind);
  for (;;) {
    await world.pause(between(500, 12_000, random));
    if (world.clock.now() > endMs) break;
    const [first] = world.living(kind);
    if (kind === 'gateway') startProcess(world, kind);
    if (random() < 0.85) first?.kill();
    if (kind === 'provider') {
      await world.pause(random() * 8_000);
      startProcess(world, kind);
    }
  }
};

const end = async (world: World): Promise<void> => {
  await Promise.all(world.processes.filter(({ isDead }) => !isDead).map((process) => process.stop()));
  await world.pause(CLAIMS_LAPSE_MS);
  for (const record of world.records.values()) checkSearch(world, record);
  await checkNothingLeft(world);
};

/**
 * One world from its beginning to its end: gateways and providers on one store, travellers with their clients, and all that
 * goes wrong, on one clock that nobody waits for. Everything that happens follows from the seed.
 */
export const simulate = async (
  seed: string,
  searches: number,
  sabotage: Sabotage = {},
): Promise<Simulated> => {
  const world = new World(seed, searches, sabotage);
  let isOver = false;
  const isStopped = (): boolean => isOver || world.broken !== undefined;
  world.start(async () => {
    const lives = [live(world, 'gateway'), live(world, 'provider')];
    const travels = Array.from({ length: searches }, (_, number) => travel(world, number));
    await Promise.all([...lives, ...travels]);
    await world.pause(SETTLES_MS);
    await end(world);
    isOver = true;
  });
  await world.clock.run(isStopped);
  if (world.broken !== undefined) throw world.broken;
  if (!isOver) throw new BrokenPromise('seen', 'somebody waits for ever');
  return { searches: world.records.size, faults: world.faults + world.weather.storms, trace: world.trace };
};
