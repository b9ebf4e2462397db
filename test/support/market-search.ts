import { instantClock } from './instant-clock.ts';
import { marketMessages } from './market-messages.ts';
import { inStreamOf, pagesFrom } from './paging.ts';
import { searchWorld } from './search-world.ts';

export const MARKET = marketMessages(40, { resultOffers: 4 });

/** A search of this market, of which so much has been said. */
export const searchWith = async (said: number) => {
  const world = searchWorld();
  const clock = instantClock(Date.parse('2030-04-01T10:05:30Z'));
  const id = world.nextId();
  const [requested, ...others] = inStreamOf(id, MARKET);
  if (requested === undefined) throw new Error('a market begins with a request');
  await world.stream.create(id, requested, 600_000);
  const sayMore = (count: number): void => {
    for (const { status, payload } of others.splice(0, count)) world.write(id, status, payload);
  };
  sayMore(said);
  const pass = (ms: number) => clock.sleep(ms, new AbortController().signal);
  const take = pagesFrom(world.stream, clock);
  return { world, clock, id, sayMore, pass, take, other: pagesFrom(world.stream, clock) };
};

export type MarketSearch = Awaited<ReturnType<typeof searchWith>>;
