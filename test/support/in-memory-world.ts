import { InMemoryResultStream } from '../../src/adapters/result-stream/in-memory/in-memory-result-stream.ts';
import { SearchLogs } from '../../src/adapters/result-stream/in-memory/search-logs.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { COMPLETED_TTL_MS, type StreamWorld } from '../contract/result-stream/stream-world.ts';
import { ManualClock } from './manual-clock.ts';
import { manualPatience } from './manual-patience.ts';
import { newSearchId } from './new-search-id.ts';

/** Two gateways on the memory of one process, in a time that passes only where something waits for it. */
export const inMemoryWorld = (): StreamWorld => {
  const clock = new ManualClock();
  const logs = new SearchLogs(clock);
  let losesAnswer = false;
  let isMuted = false;

  const carry = async <T>(answer: T): Promise<T> => {
    const isLost = losesAnswer;
    losesAnswer = false;
    if (isLost) throw new Error('the answer was lost');
    return answer;
  };
  const ring = (wake: () => void): void => {
    if (!isMuted) wake();
  };
  const shared = { clock, logs, completedTtlMs: COMPLETED_TTL_MS };
  const logOf = (id: SearchId) => {
    const log = logs.get(id);
    if (log === undefined) throw new Error('no such search');
    return log;
  };

  return {
    gateway: new InMemoryResultStream({ ...shared, carry, ring }),
    otherGateway: new InMemoryResultStream(shared),
    newId: newSearchId,
    foreign: async (id, fields = {}) =>
      logOf(id).write({ status: 'result', payload: '{}', seq: undefined, ...fields }, clock.now()),
    trim: async (id, position) => logOf(id).remove(position),
    loseNextAnswer: () => {
      losesAnswer = true;
    },
    recovered: () => clock.settle(),
    idle: () => clock.settle(),
    muteBells: () => {
      isMuted = true;
    },
    passTime: (ms) => clock.advance(ms),
    ...manualPatience(clock),
  };
};
