import { setImmediate } from 'node:timers/promises';

const PATIENCE_MS = 15_000;

/** Asks with every turn of the event loop until it is so. */
export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const giveUpAtMs = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > giveUpAtMs) throw new Error(`it is not so after ${PATIENCE_MS} ms`);
    await setImmediate();
  }
};
