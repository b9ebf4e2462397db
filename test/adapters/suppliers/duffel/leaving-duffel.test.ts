import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { duffelOffers } from '../../../support/duffel-offers.ts';
import { answerOf, duffelSearch } from '../../../support/duffel-search.ts';
import { creates, DuffelServer, fails, gives, type Play } from '../../../support/duffel-server.ts';
import { until } from '../../../support/until.ts';

const DONE = gives({ of: 1, remaining: 0, offers: duffelOffers(1) });
const silent: Play = () => undefined;
/** The search's own time, which it always waits for. */
const ITS_TIME = 1;
const RESET = { 'ratelimit-reset': new Date(Date.UTC(2030, 0, 1, 0, 0, 5)).toUTCString(), date: '' };

describe('Leaving Duffel', () => {
  it('closes a request that is not answered, and waits for nothing', async () => {
    await using server = await DuffelServer.start(creates(1), silent);
    const { clock, leaving, answer } = duffelSearch(server);
    const answering = answer();
    await until(() => server.asked.length === 2);
    leaving.abort();
    expect(await answering).toEqual({ batches: [], offers: [], stop: undefined });
    expect(clock.sleepers).toBe(0);
    await until(() => server.left === 1);
  });

  it('closes an answer that is still coming in', async () => {
    await using server = await DuffelServer.start(creates(1), (response) => {
      response.writeHead(200).write('{"data":{"offers":[');
    });
    const { clock, leaving, answer } = duffelSearch(server);
    const answering = answer();
    await until(() => server.asked.length === 2);
    leaving.abort();
    expect((await answering).stop).toBeUndefined();
    expect(clock.sleepers).toBe(0);
    await until(() => server.left === 1);
  });

  it.each([
    ['to try again', [fails(503, 'api_error')]],
    ['for the rate limit', [fails(429, 'rate_limit_error', RESET)]],
    ['to ask for more', [creates(1), gives({ of: 1, remaining: 1, offers: [] })]],
  ])('ends its wait %s', async (_, plays: readonly Play[]) => {
    await using server = await DuffelServer.start(...plays);
    const { clock, leaving, answer } = duffelSearch(server);
    const answering = answer();
    await until(() => clock.sleepers > ITS_TIME);
    leaving.abort();
    expect((await answering).stop).toBeUndefined();
    expect(clock.sleepers).toBe(0);
    expect(server.asked).toHaveLength(plays.length);
  });

  it('asks nothing where nobody wanted to know any more', async () => {
    await using server = await DuffelServer.start(creates(1), DONE);
    const { clock, leaving, answer } = duffelSearch(server);
    leaving.abort();
    expect(await answer()).toEqual({ batches: [], offers: [], stop: undefined });
    expect(server.asked).toEqual([]);
    expect(clock.sleepers).toBe(0);
  });

  it('happens by itself when its time is used up', async () => {
    await using server = await DuffelServer.start(creates(1), silent);
    const { clock, answer } = duffelSearch(server, { timeoutMs: 7_000 });
    const answering = answer();
    await until(() => server.asked.length === 2);
    await clock.advance(7_000);
    expect((await answering).stop).toEqual({ code: 'too_slow', retryable: true });
    expect(clock.sleepers).toBe(0);
    await until(() => server.left === 1);
  });

  it('happens when whoever asked takes no more', async () => {
    await using server = await DuffelServer.start(creates(1), (response) => {
      const text = JSON.stringify({ data: { offers: duffelOffers(60) } });
      response.writeHead(200).write(text.slice(0, -100));
    });
    const { clock, ask } = duffelSearch(server);
    for await (const found of ask()) {
      expect(found._unsafeUnwrap().offers).toHaveLength(50);
      break;
    }
    expect(clock.sleepers).toBe(0);
    await until(() => server.left === 1);
  });

  it('leaves neither a timer behind nor anything at the signal where all went well', async () => {
    await using server = await DuffelServer.start(creates(1), DONE);
    const { clock, leaving, ask } = duffelSearch(server);
    await answerOf(ask());
    expect(clock.sleepers).toBe(0);
    expect(getEventListeners(leaving.signal, 'abort')).toEqual([]);
  });
});
