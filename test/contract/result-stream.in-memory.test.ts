import { describe, test } from '@jest/globals';
import { inMemoryWorld } from '../support/in-memory-world.ts';
import { resultStreamContract } from './result-stream.contract.ts';

describe('in memory', () => {
  test.each(Object.entries(resultStreamContract))('%s', async (_promise, isKept) => {
    await isKept(inMemoryWorld());
  });
});
