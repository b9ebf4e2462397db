import { describe, expect, it } from '@jest/globals';
import { parseSupplierBatch } from '../../../../src/adapters/wire/supplier-batch.ts';
import { duffelOffer, duffelOffers } from '../../../support/duffel-offers.ts';
import { duffelSearch } from '../../../support/duffel-search.ts';
import { creates, DuffelServer, gives, says } from '../../../support/duffel-server.ts';
import { deferred } from '../../../support/deferred.ts';
import { until } from '../../../support/until.ts';

/** Counts how often somebody else who works in small steps gets to do so. */
const turnsOfOthers = () => {
  let turns = 0;
  let next = setImmediate(take);
  function take(): void {
    turns += 1;
    next = setImmediate(take);
  }
  return {
    stop: () => {
      clearImmediate(next);
      return turns;
    },
  };
};

describe('What Duffel answers', () => {
  it('is given as it comes, several batches at once or one by one, until none remains', async () => {
    await using server = await DuffelServer.start(
      creates(5),
      gives({ of: 5, remaining: 3, offers: duffelOffers(2, 'a') }),
      gives({ of: 5, remaining: 1, offers: [] }),
      gives({ of: 5, remaining: 0, offers: duffelOffers(1, 'b') }),
    );
    const { batches, stop } = await duffelSearch(server).answer();
    expect(stop).toBeUndefined();
    expect(batches.map(({ offers, share }) => [offers.map(({ offer_id }) => offer_id), share])).toEqual([
      [['a_1', 'a_2'], 0.4],
      [[], 0.8],
      [['b_1'], 1],
    ]);
    expect(server.asked).toHaveLength(4);
  });

  it('is at its end where no airline is asked', async () => {
    await using server = await DuffelServer.start(creates(0));
    expect(await duffelSearch(server).answer()).toEqual({ batches: [], offers: [], stop: undefined });
  });

  it('is the same whether or not it passes through the shape that strangers are held to', async () => {
    await using server = await DuffelServer.start(
      creates(1),
      gives({ of: 1, remaining: 0, offers: duffelOffers(120) }),
    );
    const { batches } = await duffelSearch(server).answer();
    expect(batches.map((batch) => parseSupplierBatch(batch))).toEqual(batches);
  });

  it('names the carriers that it knows', async () => {
    await using server = await DuffelServer.start(
      creates(1),
      gives({ of: 1, remaining: 0, offers: duffelOffers(1) }),
    );
    const { batches } = await duffelSearch(server).answer();
    expect(batches[0]?.carriers).toEqual({ BA: 'British Airways', AA: 'American Airlines' });
  });

  it('loses an offer that cannot be read, and no other', async () => {
    const rubbish = [
      'rubbish',
      null,
      7,
      [],
      {},
      duffelOffer({ total_amount: 412.5 }),
      duffelOffer({ total_amount: '-1.00' }),
      duffelOffer({ slices: [] }),
      duffelOffer({ expires_at: 'soon' }),
      { ...duffelOffer(), story: 'x'.repeat(1_048_576) },
    ];
    await using server = await DuffelServer.start(
      creates(1),
      gives({ of: 1, remaining: 0, offers: [duffelOffer(), ...rubbish, duffelOffer({ id: 'off_2' })] }),
    );
    const { batches, stop } = await duffelSearch(server).answer();
    expect(stop).toBeUndefined();
    expect(batches).toHaveLength(1);
    expect(batches[0]?.offers.map(({ offer_id }) => offer_id)).toEqual(['off_1', 'off_2']);
    expect(batches[0]?.dropped).toEqual({ malformed: rubbish.length });
  });

  it('is given in parts of fifty where it is thousands, and others get their turn in between', async () => {
    await using server = await DuffelServer.start(
      creates(2),
      gives({ of: 2, remaining: 0, offers: duffelOffers(5_001) }),
    );
    const others = turnsOfOthers();
    const { batches, offers } = await duffelSearch(server).answer();
    const turns = others.stop();
    expect(new Set(offers.map(({ offer_id }) => offer_id)).size).toBe(5_001);
    expect(Math.max(...batches.map((batch) => batch.offers.length))).toBe(50);
    expect(batches.map(({ share }) => share).filter((share) => share !== undefined)).toEqual([1]);
    expect(turns).toBeGreaterThan(batches.length);
  });

  it('is given from its first offers on while the rest is still on its way', async () => {
    const firstArrived = deferred();
    await using server = await DuffelServer.start(creates(1), (response) => {
      const text = JSON.stringify({
        data: { offers: duffelOffers(60), id: 'orq_1', total_batches: 1, remaining_batches: 0 },
      });
      const cut = text.indexOf('"off_55"');
      response.writeHead(200, { 'content-type': 'application/json' }).write(text.slice(0, cut));
      void firstArrived.promise.then(() => response.end(text.slice(cut)));
    });
    const found = duffelSearch(server).ask()[Symbol.asyncIterator]();
    const first = await found.next();
    expect(first.value?._unsafeUnwrap().offers).toHaveLength(50);
    firstArrived.resolve();
    const second = await found.next();
    expect(second.value?._unsafeUnwrap()).toMatchObject({ share: 1, offers: { length: 10 } });
    expect((await found.next()).done).toBe(true);
  });

  it.each([2, 3])(
    'is asked for again after a moment where %i of 2 batches still remain',
    async (remaining) => {
      await using server = await DuffelServer.start(
        creates(2),
        gives({ of: 2, remaining, offers: [] }),
        gives({ of: 2, remaining: 0, offers: duffelOffers(1) }),
      );
      const { clock, answer } = duffelSearch(server);
      const answering = answer();
      await until(() => clock.sleepers === 2);
      expect(server.asked).toHaveLength(2);
      await clock.advance(500);
      expect((await answering).batches).toMatchObject([{ share: 1 }]);
      expect(server.asked).toHaveLength(3);
    },
  );

  it('may be compressed', async () => {
    const { gzipSync } = await import('node:zlib');
    await using server = await DuffelServer.start(creates(1), (response, request) => {
      expect(request.headers['accept-encoding']).toContain('gzip');
      const text = JSON.stringify({
        data: { id: 'orq_1', total_batches: 1, remaining_batches: 0, offers: duffelOffers(3) },
      });
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
    });
    expect((await duffelSearch(server).answer()).offers).toHaveLength(3);
  });

  it('may be laid out in any way that is JSON', async () => {
    const offers = duffelOffers(3).map((offer) => ({
      ...offer,
      note: 'a "]}," of [brackets], \\ and {more',
    }));
    await using server = await DuffelServer.start(
      creates(1),
      says(
        200,
        JSON.stringify(
          { meta: [[1]], data: { a: [[{}]], offers, id: 'orq_1', total_batches: 1, remaining_batches: 0 } },
          undefined,
          2,
        ).replace('"offers": [', '"offers" :\n ['),
      ),
    );
    const { offers: found, stop } = await duffelSearch(server).answer();
    expect(stop).toBeUndefined();
    expect(found).toHaveLength(3);
  });
});
