import { setImmediate } from 'node:timers/promises';

/**
 * Carries an answer as any store would: whoever writes on and on to one that answers at once would hold up all else that the
 * process does.
 */
export const aTurnLater = <T>(answer: T): Promise<T> => setImmediate(answer);
