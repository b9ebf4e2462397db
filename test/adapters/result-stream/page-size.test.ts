import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PAGE_BYTES } from '../../../src/adapters/result-stream/fit-page.ts';
import { PageSize } from '../../../src/adapters/result-stream/redis/page-size.ts';
import { MAX_PAGE } from '../../../src/domain/ports/result-stream.ts';
import type { Entry } from '../../../src/domain/search/message.ts';
import { BEGINNING } from '../../../src/domain/search/position.ts';

const entriesOf = (count: number, bytes: number): readonly Entry[] =>
  Array.from({ length: count }, () => ({
    position: BEGINNING,
    status: 'result',
    payload: 'x'.repeat(bytes),
    seq: undefined,
  }));

describe('the size of a page', () => {
  it('grows to its largest while entries are small', () => {
    const size = new PageSize();
    for (let pages = 0; pages < 6; pages += 1) size.saw(entriesOf(size.count, 100));
    expect(size.count).toBe(MAX_PAGE);
  });

  it('is a page of large entries as soon as one was seen, whatever small ones follow', () => {
    const size = new PageSize();
    size.saw(entriesOf(1, 60_000));
    for (let pages = 0; pages < 6; pages += 1) size.saw(entriesOf(size.count, 100));
    expect(size.count * 60_000).toBeLessThanOrEqual(PAGE_BYTES);
  });

  it('does not ask for many after a single small one', () => {
    const size = new PageSize();
    size.saw(entriesOf(1, 100));
    expect(size.count).toBeLessThanOrEqual(2);
  });

  it('is at least one entry and at most a page, whatever comes', () => {
    const pages = fc.array(
      fc.tuple(fc.integer({ min: 0, max: MAX_PAGE }), fc.integer({ min: 0, max: 70_000 })),
    );
    fc.assert(
      fc.property(pages, (seen) => {
        const size = new PageSize();
        for (const [count, bytes] of seen) size.saw(entriesOf(count, bytes));
        expect(size.count).toBeGreaterThanOrEqual(1);
        expect(size.count).toBeLessThanOrEqual(MAX_PAGE);
      }),
      { numRuns: 30 },
    );
  });
});
