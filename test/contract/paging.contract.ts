import { expect } from '@jest/globals';
import { SORTS } from '../../src/domain/flights/pages/ranking.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { instantClock } from '../support/instant-clock.ts';
import { marketMessages } from '../support/market-messages.ts';
import { followPages, idsOf, inStreamOf, pageRequest, pagesFrom } from '../support/paging.ts';
import { type StreamPromises, type StreamWorld, TTL_MS } from './result-stream/stream-world.ts';

const MARKET = marketMessages(60, { resultOffers: 5 });
const LIMIT = 7;

/** A search of which half is told, and what tells the rest bit by bit. */
const halfTold = async ({ gateway, newId, foreign }: StreamWorld) => {
  const id: SearchId = newId();
  const [requested, ...others] = inStreamOf(id, MARKET);
  if (requested === undefined) throw new Error('a market begins with a request');
  (await gateway.create(id, requested, TTL_MS))._unsafeUnwrap();
  const sayMore = async (count: number): Promise<void> => {
    for (const said of others.splice(0, count)) await foreign(id, said);
  };
  await sayMore(MARKET.length / 2);
  return { id, sayMore };
};

/** What the pages of a search promise, whatever its results lie in. */
export const pagingContract: StreamPromises = {
  'pages that follow from one another neither repeat nor miss a row while results arrive': async (world) => {
    const { id, sayMore } = await halfTold(world);
    const take = pagesFrom(world.gateway, instantClock());
    for (const sort of SORTS) {
      const whole = idsOf((await take(id, pageRequest({ sort })))._unsafeUnwrap().page);
      expect(whole.length).toBeGreaterThan(2 * LIMIT);
      const request = pageRequest({ sort, limit: LIMIT });
      const followed = await followPages({ take, id, request }, (pages) => sayMore(pages === 0 ? 0 : 1));
      expect(followed).toEqual(whole);
    }
  },

  'a page is followed on by another gateway, which has never seen the search': async (world) => {
    const { id, sayMore } = await halfTold(world);
    const clock = instantClock();
    const [here, there] = [pagesFrom(world.gateway, clock), pagesFrom(world.otherGateway, clock)];
    const whole = idsOf((await here(id, pageRequest()))._unsafeUnwrap().page);
    const first = (await here(id, pageRequest({ limit: LIMIT })))._unsafeUnwrap();
    await sayMore(5);
    const second = await there(id, pageRequest({ ...(first.next !== undefined && { next: first.next }) }));
    expect([...idsOf(first.page), ...idsOf(second._unsafeUnwrap().page)]).toEqual(whole);
  },

  'a page does not follow on what the store has lost': async (world) => {
    const { id } = await halfTold(world);
    const take = pagesFrom(world.gateway, instantClock());
    const { next } = (await take(id, pageRequest({ limit: LIMIT })))._unsafeUnwrap();
    if (next === undefined) throw new Error('there is no next page');
    await world.trim(id, next.position);
    expect((await take(id, pageRequest({ next })))._unsafeUnwrapErr()).toEqual({ type: 'no_such_place' });
    expect((await take(id, pageRequest())).isOk()).toBe(true);
  },

  'pages end with their search': async (world) => {
    const { id } = await halfTold(world);
    const take = pagesFrom(world.gateway, instantClock());
    const { next } = (await take(id, pageRequest({ limit: LIMIT })))._unsafeUnwrap();
    await world.passTime(TTL_MS + 1);
    const gone = [await take(id, pageRequest()), await take(id, pageRequest({ ...(next && { next }) }))];
    for (const each of gone) expect(['expired', 'not_found']).toContain(each._unsafeUnwrapErr().type);
  },
};
