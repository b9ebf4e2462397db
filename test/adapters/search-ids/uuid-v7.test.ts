import { expect, test } from '@jest/globals';
import { nextUuidV7 } from '../../../src/adapters/search-ids/uuid-v7.ts';
import { createdAt, isSearchId } from '../../../src/domain/search/search-id.ts';

test('ids are search ids, all different, that sort by when they were made', () => {
  const before = Date.now();
  const ids = Array.from({ length: 1_000 }, nextUuidV7);
  expect(ids.every(isSearchId)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  const times = ids.map(createdAt);
  expect(times.toSorted((one, other) => one - other)).toEqual(times);
  expect(times[0]).toBeGreaterThanOrEqual(before);
});
