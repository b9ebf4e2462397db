import { describe, expect, it } from '@jest/globals';
import { BEGINNING, toPosition } from '../../src/domain/search/position.ts';
import { type MarketSearch, searchWith } from '../support/market-search.ts';
import { pageRequest } from '../support/paging.ts';

const nextOf = async (search: MarketSearch) => {
  const { next } = (await search.take(search.id, pageRequest({ limit: 2 })))._unsafeUnwrap();
  if (next === undefined) throw new Error('there is no next page');
  return next;
};

describe('a page that follows on another', () => {
  it('is refused where the entry up to which it is told is not there any more', async () => {
    const search = await searchWith(20);
    const next = await nextOf(search);
    search.world.trim(search.id, next.position);
    for (const take of [search.take, search.other]) {
      const refused = (await take(search.id, pageRequest({ next })))._unsafeUnwrapErr();
      expect(refused).toEqual({ type: 'no_such_place' });
    }
  });

  it('is refused where there never was such an entry', async () => {
    const search = await searchWith(20);
    const next = await nextOf(search);
    for (const position of [BEGINNING, toPosition('1-1')]) {
      const refused = await search.take(search.id, pageRequest({ next: { ...next, position } }));
      expect(refused._unsafeUnwrapErr()).toEqual({ type: 'no_such_place' });
    }
  });

  it('is refused where nothing is to be seen of the itinerary that it follows on', async () => {
    const search = await searchWith(20);
    const next = await nextOf(search);
    const refused = [
      await search.take(search.id, pageRequest({ next: { ...next, itineraryId: 'nowhere' } })),
      await search.take(search.id, pageRequest({ next, filters: { carriers: ['ZZ'] } })),
    ];
    for (const each of refused) expect(each._unsafeUnwrapErr()).toEqual({ type: 'no_such_place' });
  });

  it('is gone with its search', async () => {
    const search = await searchWith(20);
    const next = await nextOf(search);
    search.world.logs.delete(search.id);
    const refused = await search.take(search.id, pageRequest({ next }));
    expect(refused._unsafeUnwrapErr().type).toBe('expired');
  });

  it('is not to be had while the store is away', async () => {
    const search = await searchWith(20);
    const next = await nextOf(search);
    search.world.way.isCut = true;
    for (const request of [pageRequest(), pageRequest({ next })]) {
      expect((await search.take(search.id, request))._unsafeUnwrapErr().type).toBe('unavailable');
    }
  });
});
