import { describe, expect, it } from '@jest/globals';
import { startRedisServer } from '../support/redis-server.ts';
import { criteriaBody, Gateway } from '../support/gateway.ts';
import { result } from '../../src/adapters/wire/messages.ts';
import { searchCreated } from '../../src/adapters/wire/search-created.ts';

/** Whether each offer of a search is from another one's answer. */
const areFromOthers = async (gateway: Gateway, body: unknown): Promise<ReadonlySet<boolean>> => {
  const created = searchCreated.parse(await (await gateway.post(body)).json());
  await using viewer = await gateway.follow(created.search_id);
  const events = await viewer.restOfEvents();
  expect(events.at(-1)?.event).toBe('completed');
  const offers = events
    .filter(({ event }) => event === 'result')
    .flatMap(({ data }) => result.parse(JSON.parse(data)).offers);
  return new Set(offers.map(({ from_cache }) => from_cache === true));
};

describe('a search for what another one has just found', () => {
  const body = criteriaBody();
  const other = criteriaBody({ currency: 'USD' });

  it('is given its answers again, marked, and one for something else is not', async () => {
    await using gateway = await Gateway.start({ settings: { SUPPLIER_CACHE: '60s' } });
    expect(await areFromOthers(gateway, body)).toEqual(new Set([false]));
    expect(await areFromOthers(gateway, body)).toEqual(new Set([true]));
    expect(await areFromOthers(gateway, other)).toEqual(new Set([false]));
  });

  it('is given them by another process too, through Redis', async () => {
    const server = await startRedisServer();
    const settings = { REDIS_URL: server.urlOf('all'), SUPPLIER_CACHE: '60s' };
    {
      await using first = await Gateway.start({ settings });
      expect(await areFromOthers(first, body)).toEqual(new Set([false]));
    }
    {
      await using second = await Gateway.start({ settings });
      expect(await areFromOthers(second, body)).toEqual(new Set([true]));
    }
    {
      await using differently = await Gateway.start({
        settings: { ...settings, SIMULATION_SEED: 'another' },
      });
      expect(await areFromOthers(differently, body)).toEqual(new Set([false]));
    }
    await server.stop();
  });

  it('asks for itself where nothing is to be kept', async () => {
    await using gateway = await Gateway.start({ settings: { SUPPLIER_CACHE: '0s' } });
    await areFromOthers(gateway, body);
    expect(await areFromOthers(gateway, body)).toEqual(new Set([false]));
  });
});
