import { describe, test } from '@jest/globals';
import { inMemoryWorld } from '../support/in-memory-world.ts';
import { pagingContract } from './paging.contract.ts';

describe('of searches in memory', () => {
  test.each(Object.entries(pagingContract))('%s', async (_promise, isKept) => {
    await isKept(inMemoryWorld());
  });
});
