import { expect, test } from '@jest/globals';
import { systemClock } from '../../src/adapters/clock/system-clock.ts';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import type { Deadlines } from '../../src/domain/ports/deadlines.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { thing } from '../../src/tokens.ts';
import { REQUESTED } from '../support/flight-messages.ts';
import { inPlaceOf, type Replacement } from '../support/gateway.ts';
import { QuietGateway } from '../support/quiet-gateway.ts';
import { ownRedis } from '../support/own-redis.ts';
import { gives, scriptedSupplier, waits } from '../support/scripted-supplier.ts';
import { until } from '../support/until.ts';

const SEARCHES = 200;
const CLOSERS = 5;
const BATCHES = 20;
const PAUSE_MS = 300;
const WHOLE = /^requested( processing( result)*)? completed$/;
/** What a provider keeps of the time for itself. */
const RESERVE_MS = 1_000;

const { server, redis } = await ownRedis();

/** It keeps none, so that its suppliers end when the closers come. */
const withoutReserve: Replacement = (container) => {
  const deadlines = thing(container, 'deadlines');
  const wrong: Deadlines = {
    set: (id, inMs) => deadlines.set(id, inMs),
    left: (id) => deadlines.left(id).map((leftMs) => leftMs && leftMs + RESERVE_MS),
    due: (limit) => deadlines.due(limit),
    remove: (id) => deadlines.remove(id),
  };
  inPlaceOf('deadlines', wrong)(container);
};

/** What is still to be closed. */
const due = async (): Promise<number> => {
  const shards = await redis.keys('flight.search.deadlines:*');
  const sizes = await Promise.all(shards.map((shard) => redis.zcard(shard)));
  return sizes.reduce((sum, size) => sum + size, 0);
};

/** Status and number of each entry. */
const storyOf = async (id: SearchId): Promise<readonly string[]> =>
  (await redis.xrange(streamKey(id), '-', '+')).map(([, [, status, , , , seq]]) => `${seq} ${status}`);

test(`five closers and a provider that race for ${SEARCHES} searches leave exactly one completed in each, nothing behind it, and no gap (case 29)`, async () => {
  const answer = Array.from({ length: BATCHES }, (_, n) => [waits(systemClock, PAUSE_MS), gives([n + 1])]);
  const suppliers = [scriptedSupplier('steady', ...answer.flat())];
  const url = server.urlOf('all');
  const settings = { SEARCH_DEADLINE: '2s' };
  const replacements = [withoutReserve, inPlaceOf('suppliers', suppliers)];
  const provider = await QuietGateway.start(url, settings, ...replacements);
  const closers = await Promise.all(Array.from({ length: CLOSERS }, () => QuietGateway.start(url)));
  provider.provide();
  for (const closer of closers) closer.close();

  const request = thing(provider.gateway.container, 'requestSearch');
  const requested = await Promise.all(
    Array.from({ length: SEARCHES }, () => request(REQUESTED.criteria, new AbortController().signal)),
  );
  await until(async () => (await due()) === 0);
  await Promise.all([provider, ...closers].map((process) => process[Symbol.asyncDispose]()));

  const stories = await Promise.all(requested.map((answered) => storyOf(answered._unsafeUnwrap().search_id)));
  for (const story of stories) {
    expect(story.map((entry) => entry.split(' ')[1]).join(' ')).toMatch(WHOLE);
    expect(story.map((entry) => Number(entry.split(' ')[0]))).toEqual(story.map((_, index) => index + 1));
  }
  // They did race: the provider was in the midst of most of them.
  expect(stories.filter((story) => story.some((entry) => entry.endsWith('result'))).length).toBeGreaterThan(
    SEARCHES / 2,
  );
});
