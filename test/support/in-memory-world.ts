import { InMemoryResultStream } from '../../src/adapters/result-stream/in-memory/in-memory-result-stream.ts';
import type { SearchLog } from '../../src/adapters/result-stream/in-memory/search-log.ts';
import { SearchLogs } from '../../src/adapters/result-stream/in-memory/search-logs.ts';
import type { Entry } from '../../src/domain/search/message.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { COMPLETED_TTL_MS, type StreamWorld } from '../contract/result-stream/stream-world.ts';
import { ManualClock } from './manual-clock.ts';
import { manualPatience } from './manual-patience.ts';
import { newSearchId } from './new-search-id.ts';

const msOf = (position: string): number => Number(position.split('-')[0]);

/** Where it lay. */
const rewrite = (log: SearchLog, entry: Entry): void => {
  const write = () => log.write(entry, msOf(entry.position));
  for (let position = write(); position !== entry.position; position = write()) log.remove(position);
};

/** Two gateways on the memory of one process, in a time that passes only where something waits for it. */
export const inMemoryWorld = (): StreamWorld => {
  const clock = new ManualClock();
  const logs = new SearchLogs(clock);
  let losesAnswer = false;
  let isCut = false;
  let isMuted = false;
  let heard = 0;

  const carry = async <T>(answer: T): Promise<T> => {
    const isLost = losesAnswer || isCut;
    losesAnswer = false;
    if (isLost) throw new Error('the answer was lost');
    return answer;
  };
  const ring = (wake: () => void): void => {
    heard += 1;
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
    foreign: async (id, { position: at, ...fields } = {}) =>
      logOf(id).write({ status: 'result', payload: '{}', seq: undefined, ...fields }, clock.now(), at),
    plant: async (id, status, ttlMs = Number.POSITIVE_INFINITY) => {
      logs.add(id, ttlMs)?.write({ status, payload: '{}', seq: undefined }, clock.now());
    },
    trim: async (id, position) => logOf(id).remove(position),
    loseTail: async (id, first) => {
      const { entries, expiresAtMs } = logOf(id);
      const lostAt = entries.findIndex(({ position }) => position === first);
      logs.delete(id);
      const kept = logs.add(id, expiresAtMs - clock.now());
      for (const entry of entries.slice(0, lostAt)) if (kept !== undefined) rewrite(kept, entry);
      isCut = true;
      // No position is given away a second time.
      await clock.advance(1);
    },
    cutLink: () => {
      isCut = true;
    },
    countViewings: async (id) => {
      const before = heard;
      logs.ring(id);
      return heard - before;
    },
    loseNextAnswer: () => {
      losesAnswer = true;
    },
    recovered: async () => {
      isCut = false;
      await clock.settle();
    },
    idle: () => clock.settle(),
    muteBells: () => {
      isMuted = true;
    },
    passTime: (ms) => clock.advance(ms),
    ...manualPatience(clock),
  };
};
