import { setMaxListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { ForeignProvider } from '../support/foreign-provider.ts';
import { Program } from '../support/program.ts';
import { ownRedis } from '../support/own-redis.ts';
import { lossesOf, repeatsOf, ReturningViewer } from '../support/returning-viewer.ts';
import { requestSearch, storedEntries } from '../support/searches.ts';
import { tally } from './support/tally.ts';

const VIEWERS = 1_000;
const RESULTS_BEFORE = 5;
const RESULTS_AFTER = 5;
const EXIT_MS = 30_000;

const { server, redis } = await ownRedis();

const startGateway = (): Promise<Program> =>
  Program.start({
    REDIS_URL: server.urlOf('gateway'),
    ROLE: 'gateway',
    MAX_VIEWERS_PER_SEARCH: String(VIEWERS),
    SEARCH_DEADLINE: '60s',
  });

describe('a gateway that is told to stop while 1,000 viewers watch', () => {
  it('tells each when to come back, exits within 30 s, and none of them loses anything at another gateway (case 18)', async () => {
    const [stopped, other] = await Promise.all([startGateway(), startGateway()]);
    const id = await requestSearch(stopped.url);
    const provider = await ForeignProvider.claim(redis);
    await provider.say('processing');
    const whileItLasts = new AbortController().signal;
    setMaxListeners(0, whileItLasts);
    const viewers = Array.from(
      { length: VIEWERS },
      () => new ReturningViewer(id, (visit) => (visit === 0 ? stopped : other).url, whileItLasts),
    );
    await Promise.all(viewers.map(({ began }) => began));
    for (let n = 1; n <= RESULTS_BEFORE; n += 1) await provider.say('result', { n });

    const toldAt = performance.now();
    const { code, errors } = await stopped.stop('SIGTERM');
    expect(performance.now() - toldAt).toBeLessThan(EXIT_MS);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });

    for (let n = 1; n <= RESULTS_AFTER; n += 1) await provider.say('result', { after: n });
    await provider.say('completed', { outcome: 'complete' });
    expect(await Promise.all(viewers.map(({ ended }) => ended))).toEqual(viewers.map(() => true));
    const stored = await storedEntries(redis, id);
    const losses = viewers.reduce((sum, viewer) => sum + lossesOf(viewer, stored), 0);
    const repeats = viewers.reduce((sum, viewer) => sum + repeatsOf(viewer), 0);
    tally({ losses, repeats });
    expect({ losses, repeats }).toEqual({ losses: 0, repeats: 0 });
    for (const { lasts, connections } of viewers) {
      expect(lasts[0]?.type).toBe('retry');
      expect(connections).toHaveLength(2);
    }
    await other[Symbol.asyncDispose]();
  });
});
