import { describe, expect, it } from '@jest/globals';
import { okAsync } from 'neverthrow';
import type { FollowSearch } from '../../../src/application/follow-search.ts';
import type { Followed } from '../../../src/application/follow-viewing.ts';
import { COMPLETED } from '../../support/flight-messages.ts';
import { Gateway, inPlaceOf } from '../../support/gateway.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import { problemOf } from '../../support/problem-of.ts';
import type { SseClient } from '../../support/sse-client.ts';

/** More than a viewer is left waiting for the store. */
const OUTAGE_MS = 15_000;
const STEP_MS = 250;

/** Lets time pass until the response has ended. */
const restInTime = async (client: SseClient, clock: ManualClock) => {
  const ended = { isSo: false };
  const rest = client.restOfEvents().finally(() => {
    ended.isSo = true;
  });
  for (let passedMs = 0; passedMs < 4 * OUTAGE_MS && !ended.isSo; passedMs += STEP_MS)
    await clock.advance(STEP_MS);
  return rest;
};

const faultOf = (code: string, retryable: boolean) => ({
  type: 'event',
  event: 'fault',
  data: JSON.stringify({ code, retryable }),
});

async function* crash(): AsyncGenerator<Followed, void> {
  yield { type: 'reset' };
  throw new Error('a mistake of /srv/secret');
}

const followAndCrash: FollowSearch = () => okAsync({ type: 'following', steps: crash() });

describe('a viewer', () => {
  it('whose search vanishes is told so, and that coming back is of no use', async () => {
    await using gateway = await Gateway.start({ provides: false });
    const id = await gateway.requestSearch();
    await using client = await gateway.follow(id);
    const [requested] = await client.take(1);
    gateway.lose(id);
    const rest = await client.restOfEvents();
    expect(rest).toMatchObject([faultOf('search_lost', false)]);
    expect(rest[0]?.id ?? requested?.id).toBe(requested?.id);
    await gateway.watchedBy(0);
    expect((await gateway.followFrom(id, requested?.id ?? '')).response.status).toBe(404);
  });

  it('of a store that stays away is told so, and may come back', async () => {
    const clock = new ManualClock(Date.now());
    await using gateway = await Gateway.start({
      provides: false,
      clock,
      settings: { SEARCH_DEADLINE: '60s' },
    });
    await using client = await gateway.follow(await gateway.requestSearch());
    await client.take(1);
    gateway.isStoreAway = true;
    expect(await restInTime(client, clock)).toMatchObject([faultOf('store_unavailable', true)]);
  });

  it('of a store that was away for a moment sees nothing of it', async () => {
    const clock = new ManualClock(Date.now());
    await using gateway = await Gateway.start({ provides: false, clock });
    const id = await gateway.requestSearch();
    await using client = await gateway.follow(id);
    await client.take(1);
    gateway.isStoreAway = true;
    gateway.write(id, 'processing');
    await clock.advance(5_000);
    gateway.isStoreAway = false;
    gateway.write(id, 'completed', COMPLETED);
    const events = (await restInTime(client, clock)).map(({ event }) => event);
    expect(events).toEqual(['processing', 'completed']);
  });

  it('of a search that nobody ends is given its end by its own gateway', async () => {
    const clock = new ManualClock(Date.now());
    await using gateway = await Gateway.start({
      provides: false,
      clock,
      settings: { SEARCH_DEADLINE: '5s' },
    });
    await using client = await gateway.follow(await gateway.requestSearch());
    await client.take(1);
    const rest = await restInTime(client, clock);
    expect(rest.map(({ event }) => event)).toEqual(['completed']);
    expect(JSON.parse(rest[0]?.data ?? '')).toMatchObject({ outcome: 'timed_out' });
  });

  it('is never sent an event called error, which browsers take for one of their own', async () => {
    await using gateway = await Gateway.start({
      provides: false,
      replacements: [inPlaceOf('followSearch', followAndCrash)],
    });
    await using client = await gateway.follow(newSearchId());
    const events = await client.restOfEvents();
    expect(events).toMatchObject([{ event: 'reset' }, faultOf('internal_error', true)]);
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(gateway.logged.join('')).toContain('a mistake of /srv/secret');
    await gateway.watchedBy(0);
  });

  it('that comes while the store is away is sent to come back, which a browser does not do after a 503', async () => {
    await using gateway = await Gateway.start({ provides: false });
    const id = await gateway.requestSearch();
    gateway.isStoreAway = true;
    const answer = await gateway.get(`/v1/searches/${id}/events`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('text/event-stream');
    expect(await answer.text()).toMatch(/^: not just now, come back in a moment\nretry: \d+\n\n$/);
    await gateway.watchedBy(0);
  });

  it('of JSON that comes while the store is away is told to try again', async () => {
    await using gateway = await Gateway.start({ provides: false });
    const id = await gateway.requestSearch();
    gateway.isStoreAway = true;
    const answers = await Promise.all([
      gateway.get(`/v1/searches/${id}/entries`),
      gateway.get(`/v1/searches/${id}`),
      gateway.get(`/v1/searches/${id}`, { method: 'DELETE' }),
    ]);
    for (const answer of answers) {
      expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(await problemOf(answer)).toMatchObject({ answered: 503, code: 'store_unavailable' });
    }
    await gateway.watchedBy(0);
  });
});
