import { describe, expect, it } from '@jest/globals';
import { answerBounds } from '../../../src/adapters/suppliers/answer-bounds.ts';
import { readBatch } from '../../../src/adapters/suppliers/read-batch.ts';
import type { FoundBatch } from '../../../src/domain/flights/offers/offer-found.ts';
import { MAX_BATCH_OFFERS } from '../../../src/domain/ports/supplier.ts';
import { offerFound } from '../../support/found-offers.ts';

const offers = Array.from({ length: 1_000 }, (_, at) => ({ ...offerFound(1), offer_id: `o${at}` }));

const read = async (given: unknown): Promise<readonly FoundBatch[]> => {
  const batches: FoundBatch[] = [];
  for await (const said of readBatch(given, answerBounds())) batches.push(said._unsafeUnwrap());
  return batches;
};

describe('a large batch of a stranger', () => {
  it('is read in portions, between which others have their turn', async () => {
    let turns = 0;
    const done = new AbortController();
    const others = (async () => {
      while (!done.signal.aborted) {
        turns += 1;
        await new Promise(setImmediate);
      }
    })();
    const batches = await read({ offers });
    done.abort();
    await others;
    expect(turns).toBeGreaterThanOrEqual(batches.length);
    expect(Math.max(...batches.map((batch) => batch.offers.length))).toBe(MAX_BATCH_OFFERS);
    expect(batches.flatMap((batch) => batch.offers)).toEqual(offers);
  });

  it('names carriers with every portion, and is over with the last one', async () => {
    const about = { carriers: { ZZ: 'Zephyr' }, removed: ['o7'], share: 1 };
    const batches = await read({ offers: [...offers, 'rubbish'], ...about });
    const last = batches.at(-1);
    expect(last).toEqual({ offers: [], dropped: { malformed: 1 }, ...about });
    for (const batch of batches.slice(0, -1)) {
      expect({ ...batch, offers: [] }).toEqual({ offers: [], carriers: about.carriers });
    }
  });
});

describe('a batch of a stranger that says nothing', () => {
  it('is not handed on', async () => {
    expect(await read({ offers: [], carriers: { ZZ: 'Zephyr' } })).toEqual([]);
    expect(await read({ offers: [], share: 0.5 })).toEqual([{ offers: [], share: 0.5 }]);
  });
});
