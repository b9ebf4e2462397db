import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** Bytes in use after a collection of what is not: the heap, and buffers outside it. */
export const bytesInUse = async (): Promise<number> => {
  // What was let go of is told so in a turn of its own.
  for (let turn = 0; turn < 3; turn += 1) {
    await setImmediate();
    if (typeof collectGarbage === 'function') collectGarbage();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const count = (kind: string): number => process.getActiveResourcesInfo().filter((one) => one === kind).length;

/** Timers that wait. */
export const timers = (): number => count('Timeout');

/** What a process holds that it should not hold more and more of. */
export const openResources = async () => ({
  bytes: await bytesInUse(),
  timers: timers(),
  sockets: count('TCPSocketWrap'),
});
