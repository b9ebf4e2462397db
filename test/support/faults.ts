import { setTimeout } from 'node:timers/promises';
import { between, pick, randomOf } from '../../src/adapters/suppliers/simulated/random.ts';
import type { TcpProxy } from './tcp-proxy.ts';

const FAULT_EVERY_MS = { least: 80, most: 240 };
/** Of a fault that lasts: some are over before anything notices, some are longer than whatever waits for a link. */
const LASTS_MS = { least: 200, most: 4_500 };
/** Behind so many sudden faults comes one that lasts. */
const SUDDEN_FOR_ONE_LASTING = 8;
/** Longer than any command waits for its answer. */
const DELAY_MS = 1_800;
const READS = /\bXREADGROUP\r\n/i;
/** Whatever asks for something, or says it; not what keeps a connection alive. */
const COMMANDS = /\b(EVALSHA|EVAL|X[A-Z]+|Z[A-Z]+)\r\n/i;

type Fault = (proxy: TcpProxy) => void;
type NamedFault = readonly [name: string, fault: Fault];

const SUDDEN: readonly [NamedFault, ...NamedFault[]] = [
  ['reset', (proxy) => proxy.resetAll()],
  ['reset of the commands', (proxy) => proxy.resetAll('commands')],
  ['reset of the subscriber', (proxy) => proxy.resetAll('subscriber')],
  ['lost reply', (proxy) => proxy.loseReplyTo(COMMANDS)],
  ['lost reply of a read', (proxy) => proxy.loseReplyTo(READS)],
];

const LASTING: readonly [NamedFault, ...NamedFault[]] = [
  ['black hole', (proxy) => proxy.blackHole(true)],
  ['black hole before Redis', (proxy) => proxy.blackHole(true, { direction: 'to_server' })],
  [
    'black hole behind Redis',
    (proxy) => proxy.blackHole(true, { links: 'commands', direction: 'to_client' }),
  ],
  ['black hole for bells', (proxy) => proxy.blackHole(true, { links: 'subscriber' })],
  [
    'delay',
    (proxy) => {
      proxy.delayMs = DELAY_MS;
    },
  ],
  [
    'accept, then close',
    (proxy) => {
      proxy.refuses = true;
      proxy.resetAll();
    },
  ],
];

/** How often each fault struck. */
export type Faults = Readonly<Record<string, number>>;

/**
 * Lets a network fail about every 160 ms, the same ways in the same order for the same seed, until the signal aborts; heals
 * it then. Every sudden fault strikes at once or at the next command, and what lasts holds until the one that follows it.
 */
export const faultsUntil = async (proxy: TcpProxy, seed: number, signal: AbortSignal): Promise<Faults> => {
  const random = randomOf('faults', seed);
  const counts: Record<string, number> = {};
  for (let struck = 1; !signal.aborted; struck += 1) {
    const lasts = struck % (SUDDEN_FOR_ONE_LASTING + 1) === 0;
    const [name, fault] = pick(lasts ? LASTING : SUDDEN, random);
    const { least, most } = lasts ? LASTS_MS : FAULT_EVERY_MS;
    counts[name] = (counts[name] ?? 0) + 1;
    fault(proxy);
    await setTimeout(between(least, most, random), undefined, { signal }).catch(() => undefined);
    if (lasts) proxy.heal();
  }
  proxy.heal();
  return counts;
};
