import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { z } from 'zod';
import { page } from '../../../src/adapters/wire/page.ts';
import { snapshot } from '../../../src/adapters/wire/snapshot.ts';
import { thing } from '../../../src/tokens.ts';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import { Gateway } from '../../support/gateway.ts';
import { instantClock } from '../../support/instant-clock.ts';
import { marketMessages } from '../../support/market-messages.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import { idsOf, inStreamOf } from '../../support/paging.ts';
import { problemOf } from '../../support/problem-of.ts';

const MARKET = marketMessages(60);
type Page = z.infer<typeof page>;

describe('a page of a search', () => {
  let gateway: Gateway;
  let id: SearchId;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false, clock: instantClock() });
    id = newSearchId();
    const [requested, ...others] = inStreamOf(id, MARKET);
    if (requested === undefined) throw new Error('a market begins with a request');
    (await thing(gateway.container, 'stream').create(id, requested, 600_000))._unsafeUnwrap();
    for (const { status, payload } of others) gateway.write(id, status, payload);
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const ask = (parameters: string) => gateway.get(`/v1/searches/${id}?${parameters}`);
  const take = async (parameters: string): Promise<Page> => {
    const answer = await ask(parameters);
    expect(answer.status).toBe(200);
    return page.parse(await answer.json());
  };
  it('is what the contract says, and nothing that it does not say', async () => {
    const answer = await ask('limit=200');
    expect(answer.headers.get('Content-Type')).toMatch(/^application\/json/);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const sent: unknown = await answer.json();
    expect(page.parse(sent)).toEqual(sent);
  });

  it('is given for any parameter, even one that says nothing, and the whole search for none', async () => {
    expect(idsOf(await take('sort='))).toHaveLength(50);
    expect(snapshot.safeParse(await (await gateway.get(`/v1/searches/${id}`)).json()).success).toBe(true);
    expect(snapshot.safeParse(await (await ask('')).json()).success).toBe(true);
  });

  it('is followed by links until all rows were seen once, with all that was asked for', async () => {
    const asked = 'sort=cheapest&limit=7&max_stops=1&carriers=N1,Q4,V7&min_bags=1';
    const whole = idsOf(await take(asked.replace('limit=7', 'limit=200')));
    expect(whole.length).toBeGreaterThan(14);
    const first = await take(asked);
    expect(first.links.self).toBe(`/v1/searches/${id}?${new URLSearchParams(asked).toString()}`);
    const seen = [...idsOf(first)];
    let { next } = first.links;
    while (next !== undefined) {
      expect(next).toContain('sort=cheapest&limit=7&max_stops=1&carriers=N1%2CQ4%2CV7&min_bags=1&next=');
      const following = page.parse(await (await gateway.get(next)).json());
      expect(following.links.self).toBe(next);
      seen.push(...idsOf(following));
      ({ next } = following.links);
    }
    expect(seen).toEqual(whole);
  });

  it('links to where the search can be followed', async () => {
    const { links } = await take('sort=best');
    await using client = await gateway.follow(id);
    expect(links.events).toBe(`/v1/searches/${id}/events`);
    expect((await client.take(1))[0]?.event).toBe('requested');
  });

  it('holds only what every filter lets through', async () => {
    const { itineraries } = await take('depart_1=22:00-06:30&max_duration=1500&refundable=true&limit=200');
    expect(itineraries.length).toBeGreaterThan(0);
    for (const { slices, offers } of itineraries) {
      const time = slices[0]?.departing_at.slice(11) ?? '';
      expect(time >= '22:00' || time <= '06:30').toBe(true);
      expect(slices.reduce((sum, slice) => sum + slice.duration_minutes, 0)).toBeLessThanOrEqual(1_500);
      for (const offer of offers) expect(offer.conditions?.refundable?.allowed).toBe(true);
    }
  });

  it.each([
    ['carriers=ZZ', 0],
    ['airports=XXX', 0],
    ['suppliers=nobody', 0],
    ['depart_3=00:00-23:59', 0],
    ['airports=AMS', 60],
    ['min_bags=0', 60],
  ])('finds with %s as many as %d', async (parameters, count) => {
    const { stats } = await take(parameters);
    expect(stats.itineraries).toBe(count);
  });

  test.each([
    ['sort=price', 'sort'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1e1', 'limit'],
    ['limit=07', 'limit'],
    ['limit=5&limit=5', 'limit'],
    ['max_stops=9', 'max_stops'],
    ['max_price=cheap', 'max_price'],
    ['max_price=-1', 'max_price'],
    ['max_price=1,50', 'max_price'],
    ['max_price=1.005', 'max_price'],
    ['max_duration=0', 'max_duration'],
    ['max_layover=1.5', 'max_layover'],
    ['carriers=BA;KL', 'carriers'],
    ['carriers=BA,,KL', 'carriers'],
    ['carriers=ba', 'carriers'],
    ['airports=LONDON', 'airports'],
    ['suppliers=a/b', 'suppliers'],
    ['depart_1=morning', 'depart_1'],
    ['depart_1=06:00', 'depart_1'],
    ['arrive_1=06:00-24:00', 'arrive_1'],
    ['depart_7=06:00-12:00', 'depart_7'],
    ['depart_0=06:00-12:00', 'depart_0'],
    ['min_bags=10', 'min_bags'],
    ['refundable=false', 'refundable'],
    ['next=2', 'next'],
    ['next=1-1.20300401T1001Z.a', 'next'],
    ['NEXT=x', 'NEXT'],
    ['depart_1%00=x', 'depart_1\0'],
  ])('with %s is refused by the name of the parameter', async (parameters, parameter) => {
    const told = await problemOf(await ask(parameters));
    expect(told).toMatchObject({
      answered: 400,
      code: 'invalid_parameter',
      errors: [{ parameter, code: 'invalid_parameter', message: expect.any(String) }],
    });
  });

  it('is told all its faults at once', async () => {
    const told = await problemOf(await ask('sort=price&limit=0&depart_1=noon&colour=blue&size=big'));
    expect(told).toMatchObject({
      answered: 400,
      errors: expect.arrayContaining(
        ['sort', 'limit', 'depart_1', 'colour', 'size'].map((parameter) =>
          expect.objectContaining({ parameter }),
        ),
      ),
    });
  });

  it('is not told more faults than anybody makes by mistake', async () => {
    const parameters = Array.from({ length: 500 }, (_, number) => `p${number}=1`);
    const told = await problemOf(await ask(parameters.join('&')));
    expect(told.text.length).toBeLessThan(4_000);
  });

  it('of a search that is not there is not there', async () => {
    const told = await problemOf(await gateway.get(`/v1/searches/${newSearchId()}?sort=best`));
    expect([404, 410]).toContain(told.answered);
    expect((await gateway.get('/v1/searches/nonsense?sort=best')).status).toBe(404);
  });

  it('is not to be had while the store is away, and is as soon as it is back', async () => {
    gateway.isStoreAway = true;
    const away = await ask('sort=best');
    gateway.isStoreAway = false;
    expect(away.status).toBe(503);
    expect((await ask('sort=best')).status).toBe(200);
  });
});
