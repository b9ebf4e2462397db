import { describe, expect, it, test } from '@jest/globals';
import { inMemoryWorld } from '../support/in-memory-world.ts';
import { resultStreamContract } from './result-stream.contract.ts';
import { brokenCreators } from './result-stream/broken/broken-creators.ts';
import { brokenEnders } from './result-stream/broken/broken-enders.ts';
import { brokenKeepers } from './result-stream/broken/broken-keepers.ts';
import { brokenReaders } from './result-stream/broken/broken-readers.ts';
import { brokenTidiers } from './result-stream/broken/broken-tidiers.ts';
import { brokenViewings } from './result-stream/broken/broken-viewings.ts';
import { brokenWaits } from './result-stream/broken/broken-waits.ts';
import { brokenWriters } from './result-stream/broken/broken-writers.ts';

const brokenStreams = Object.entries({
  ...brokenCreators,
  ...brokenWriters,
  ...brokenEnders,
  ...brokenReaders,
  ...brokenViewings,
  ...brokenWaits,
  ...brokenKeepers,
  ...brokenTidiers,
});
const promises = Object.entries(resultStreamContract);

describe('the contract of the result stream', () => {
  test.each(brokenStreams)('catches a stream that %s', async (_defect, { breaks, spoil }) => {
    const outcomes = await Promise.allSettled(promises.map(([, isKept]) => isKept(spoil(inMemoryWorld()))));
    const broken = promises.filter((_promise, index) => outcomes[index]?.status === 'rejected');
    expect(broken.map(([promise]) => promise)).toEqual(breaks);
  });

  it('holds no promise that no broken stream breaks', () => {
    const broken = new Set(brokenStreams.flatMap(([, { breaks }]) => breaks));
    expect(promises.map(([promise]) => promise).filter((promise) => !broken.has(promise))).toEqual([]);
  });
});
