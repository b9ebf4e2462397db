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

/** What a process holds that it should not hold more and more of. */
export const openResources = async () => {
  const bytes = await bytesInUse();
  const kinds = process.getActiveResourcesInfo();
  const count = (kind: string): number => kinds.filter((one) => one === kind).length;
  return { bytes, timers: count('Timeout'), sockets: count('TCPSocketWrap') };
};
