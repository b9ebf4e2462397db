import { InMemoryResultStream } from '../../src/adapters/result-stream/in-memory/in-memory-result-stream.ts';
import { pick } from '../../src/adapters/suppliers/simulated/random.ts';
import { abortScope } from '../../src/application/abort-scope.ts';
import type { Clock } from '../../src/domain/ports/clock.ts';
import type { RequestQueue } from '../../src/domain/ports/request-queue.ts';
import type { ResultStream } from '../../src/domain/ports/result-stream.ts';
import { createWay, through, type Way } from './way.ts';
import { type UseCases, useCasesOf } from './use-cases.ts';
import type { World } from './world.ts';

const LONGEST_RING_MS = 20;
/** Most machines know what time it is. */
const WRONG_BY_MS = [0, 0, 0, 0, -40_000, 40_000, 3_600_000, -3_600_000] as const;

export interface ProcessIdentity {
  readonly kind: 'gateway' | 'provider';
  readonly number: number;
  readonly name: string;
  /** Its own, which may be wrong. */
  readonly clock: Clock;
  readonly aheadMs: number;
  readonly isDead: boolean;
}

export interface SimulatedProcess extends ProcessIdentity {
  readonly startedAtMs: number;
  readonly useCases: UseCases;
  /** Resolves when it is killed: nothing that it owes comes any more. */
  readonly died: Promise<'died'>;
  /** Timers that run, and rings that were heard, whoever they were for. */
  readonly timers: number;
  readonly heard: number;
  /** As `kill -9` does. */
  kill(): void;
  /** As it is told to stop; resolves when all that it does is done. */
  stop(): Promise<void>;
}

/** One process of the product: everything but HTTP, on a clock and a network of the simulation. */
export const startProcess = (world: World, kind: SimulatedProcess['kind']): SimulatedProcess => {
  const number = world.processes.length;
  const name = `${kind}-${number}`;
  const random = world.random('process', number);
  const aheadMs = pick(WRONG_BY_MS, random);
  const killed = new AbortController();
  const counts = { timers: 0, heard: 0 };
  const died = new Promise<'died'>((resolve) => {
    killed.signal.addEventListener('abort', () => resolve('died'));
  });
  const ifAlive = async (): Promise<void> => {
    if (killed.signal.aborted) await new Promise(() => undefined);
  };

  const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    counts.timers += 1;
    await world.clock.sleep(ms, signal);
    counts.timers -= 1;
    await ifAlive();
  };
  const clock: Clock = { now: () => world.clock.now() + aheadMs, sleep };
  const storeClock: Clock = { now: () => world.clock.now(), sleep };

  const ring = (wake: () => void): void => {
    counts.heard += 1;
    if (killed.signal.aborted) return;
    if (world.weather.isDeaf(world.clock.now())) world.faults += 1;
    else if (random() < 0.5) wake();
    else world.at(world.clock.now() + random() * LONGEST_RING_MS, wake);
  };
  const way = createWay({
    clock: world.clock,
    random,
    storm: () => world.weather.over(number, world.clock.now()),
    onFault: () => (world.faults += 1),
    ifAlive,
  });
  const ports = portsOf(world, way, killed.signal, { clock: storeClock, ring });

  const stopping = new AbortController();
  const isDead = (): boolean => killed.signal.aborted;
  const identity: ProcessIdentity = {
    kind,
    number,
    name,
    clock,
    aheadMs,
    get isDead() {
      return isDead();
    },
  };
  const useCases = useCasesOf(world, identity, ports, random);
  const lives = useCases.live(stopping.signal);
  lives.catch((error: unknown) => world.fail(error));

  const process: SimulatedProcess = {
    ...identity,
    startedAtMs: world.clock.now(),
    useCases,
    died,
    get isDead() {
      return isDead();
    },
    get timers() {
      return counts.timers;
    },
    get heard() {
      return counts.heard;
    },
    kill: () => {
      world.tell(name, 'is killed');
      world.faults += 1;
      killed.abort();
    },
    stop: async () => {
      stopping.abort();
      await lives;
    },
  };
  world.processes.push(process);
  world.tell(name, 'starts', aheadMs);
  return process;
};

interface Local {
  readonly clock: Clock;
  readonly ring: (wake: () => void) => void;
}

/** What a process knows of the store: everything comes and goes by its way. */
const portsOf = (
  { logs, store, clock, sabotage, settings }: World,
  way: Way,
  killed: AbortSignal,
  local: Local,
) => {
  // The stream itself carries its answers: only one that arrived moves a viewing.
  const carry = async <T>(answer: T): Promise<T> => {
    await way.back();
    return answer;
  };
  const options = { clock: local.clock, logs, completedTtlMs: settings.graceMs, ring: local.ring, carry };
  const oneWay: Way = { out: way.out, back: async () => undefined };
  const there = through<ResultStream>(new InMemoryResultStream(options), oneWay, clock);
  const stream = sabotage.stream?.(there, logs) ?? there;

  const far = through<RequestQueue>(sabotage.queue?.(store.queue) ?? store.queue, way, clock);
  const claim: RequestQueue['claim'] = (limit, signal) => {
    // Nothing is given to who is dead.
    const asking = abortScope(signal);
    killed.addEventListener('abort', asking.abort);
    return far.claim(limit, asking.signal).map((claims) => {
      killed.removeEventListener('abort', asking.abort);
      asking.abort();
      return claims.map((claimed) => through(claimed, way, clock));
    });
  };
  const queue: RequestQueue = { add: (request) => far.add(request), claim, leave: () => far.leave() };
  const deadlines = through(sabotage.deadlines?.(store.deadlines) ?? store.deadlines, way, clock);
  const keys = through(sabotage.keys?.(store.keys) ?? store.keys, way, clock);
  return { stream, queue, deadlines, keys };
};

export type Ports = ReturnType<typeof portsOf>;
