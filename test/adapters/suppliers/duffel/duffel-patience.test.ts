import { describe, expect, it } from '@jest/globals';
import { duffelOffers } from '../../../support/duffel-offers.ts';
import { duffelSearch } from '../../../support/duffel-search.ts';
import { creates, DuffelServer, fails, gives } from '../../../support/duffel-server.ts';
import { until } from '../../../support/until.ts';

const DONE = gives({ of: 1, remaining: 0, offers: duffelOffers(1) });
/** The search's own time, which it always waits for. */
const ITS_TIME = 1;
const httpDate = (ms: number): string => new Date(ms).toUTCString();
const START_MS = Date.UTC(2030, 0, 1);
/** Of a clock of Duffel's that is an hour behind ours. */
const limited = (seconds: number, remaining = '0') => ({
  date: httpDate(START_MS - 3_600_000),
  'ratelimit-limit': '60',
  'ratelimit-remaining': remaining,
  'ratelimit-reset': httpDate(START_MS - 3_600_000 + seconds * 1_000),
});

describe('Asking Duffel again', () => {
  it.each([503, 504])('happens after a while where it answers %i', async (status) => {
    await using server = await DuffelServer.start(
      fails(status, 'api_error'),
      creates(1),
      fails(status, 'airline_error'),
      fails(status, 'api_error'),
      DONE,
    );
    const { clock, answer } = duffelSearch(server);
    const answering = answer();
    const steps = [
      { asked: 1, waitMs: 375 },
      { asked: 3, waitMs: 375 },
      { asked: 4, waitMs: 750 },
    ];
    for (const { asked, waitMs } of steps) {
      await until(() => clock.sleepers > ITS_TIME);
      expect(server.asked).toHaveLength(asked);
      await clock.advance(waitMs - 1);
      expect(server.asked).toHaveLength(asked);
      await clock.advance(1);
    }
    expect(await answering).toMatchObject({ stop: undefined, offers: { length: 1 } });
  });

  it('ends with the third try', async () => {
    await using server = await DuffelServer.start(...[1, 2, 3, 4].map(() => fails(503, 'api_error')));
    const { clock, answer } = duffelSearch(server);
    const answering = answer();
    for (const waitMs of [375, 750]) {
      await until(() => clock.sleepers > ITS_TIME);
      await clock.advance(waitMs);
    }
    expect((await answering).stop).toEqual({ code: 'unavailable', retryable: true });
    expect(server.asked).toHaveLength(3);
  });

  it('does not happen where there is no time for it', async () => {
    await using server = await DuffelServer.start(fails(503, 'api_error'));
    const { stop } = await duffelSearch(server, { timeoutMs: 300 }).answer();
    expect(stop).toEqual({ code: 'unavailable', retryable: true });
    expect(server.asked).toHaveLength(1);
  });

  it('waits for the rate limit to end, by the clock of Duffel', async () => {
    await using server = await DuffelServer.start(
      fails(429, 'rate_limit_error', limited(10)),
      creates(1),
      DONE,
    );
    const { clock, answer } = duffelSearch(server);
    const answering = answer();
    await until(() => clock.sleepers > ITS_TIME);
    await clock.advance(11_249);
    expect(server.asked).toHaveLength(1);
    await clock.advance(1);
    expect(await answering).toMatchObject({ stop: undefined, offers: { length: 1 } });
  });

  it('waits also where the rate limit ends in the second in which it is told', async () => {
    await using server = await DuffelServer.start(
      fails(429, 'rate_limit_error', limited(0)),
      creates(1),
      DONE,
    );
    const { clock, answer } = duffelSearch(server);
    const answering = answer();
    await until(() => clock.sleepers > ITS_TIME);
    await clock.advance(1_250);
    expect((await answering).offers).toHaveLength(1);
  });

  it('is not tried where the rate limit ends too late, also not by the next search', async () => {
    await using server = await DuffelServer.start(
      fails(429, 'rate_limit_error', limited(30)),
      creates(1),
      DONE,
    );
    const { clock, answer } = duffelSearch(server);
    const stop = { code: 'rate_limited', retryable: true };
    expect((await answer()).stop).toEqual(stop);
    expect((await answer()).stop).toEqual(stop);
    expect(server.asked).toHaveLength(1);
    await clock.advance(31_000);
    expect((await answer()).stop).toBeUndefined();
  });

  it('waits before it is told to, where the last request that is allowed was used up', async () => {
    await using server = await DuffelServer.start(creates(1, limited(5)), DONE);
    const { clock, answer } = duffelSearch(server);
    const answering = answer();
    await until(() => clock.sleepers > ITS_TIME);
    expect(server.asked).toHaveLength(1);
    await clock.advance(6_250);
    expect((await answering).offers).toHaveLength(1);
  });

  it('does not wait while requests are left', async () => {
    await using server = await DuffelServer.start(creates(1, limited(30, '1')), DONE);
    expect((await duffelSearch(server).answer()).offers).toHaveLength(1);
  });

  it('does not believe in a reset that is far away', async () => {
    await using server = await DuffelServer.start(creates(1, limited(86_400)), DONE, creates(1), DONE);
    const { clock, answer } = duffelSearch(server);
    expect((await answer()).stop).toEqual({ code: 'rate_limited', retryable: true });
    await clock.advance(121_000);
    expect((await answer()).offers).toHaveLength(1);
  });
});
