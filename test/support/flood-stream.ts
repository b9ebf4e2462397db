import type { Redis } from 'ioredis';
import type { SearchId } from '../../src/domain/search/search-id.ts';

const AT_ONCE = 500;

/** Somebody writes so many entries that do not count, as fast as Redis takes them. */
export const floodStream = async (
  redis: Redis,
  id: SearchId,
  count: number,
  payload: string,
): Promise<void> => {
  for (let left = count; left > 0; left -= AT_ONCE) {
    const batch = redis.pipeline();
    for (let n = 0; n < Math.min(left, AT_ONCE); n += 1) {
      const fields = ['status', 'noise', 'payload', payload];
      batch.xadd(`flight.search.results:${id}`, 'NOMKSTREAM', '*', ...fields);
    }
    await batch.exec();
  }
};
