import { expect } from '@jest/globals';
import { ok } from 'neverthrow';
import {
  type Claim,
  CLAIM_LASTS_MS,
  type RequestQueue,
  type SearchRequest,
} from '../../src/domain/ports/request-queue.ts';
import { newSearchId } from '../support/new-search-id.ts';
import type { Patience } from '../support/patience.ts';

/** Two providers at one queue. */
export interface QueueWorld extends Patience {
  readonly queue: RequestQueue;
  readonly otherQueue: RequestQueue;
  /** Resolves once whoever asked `queue` or `otherQueue` for something has it, or waits for it to come. */
  readonly idle: () => Promise<void>;
  /** Claims grow older by so much. */
  readonly passTime: (ms: number) => Promise<void>;
}

const staying = (): AbortSignal => new AbortController().signal;

const added = async ({ queue }: QueueWorld, count: number): Promise<readonly SearchRequest[]> => {
  const requests = Array.from({ length: count }, (_, n) => ({ id: newSearchId(), payload: `{"n":${n}}` }));
  for (const request of requests) (await queue.add(request))._unsafeUnwrap();
  return requests;
};

const claimed = async (queue: RequestQueue, limit = 10): Promise<readonly Claim[]> =>
  (await queue.claim(limit, staying()))._unsafeUnwrap();

/** What a provider is given that does not wait. */
const claimedNow = async (world: QueueWorld, queue: RequestQueue): Promise<readonly Claim[]> => {
  const leaver = new AbortController();
  const claims = queue.claim(10, leaver.signal);
  await world.idle();
  leaver.abort();
  return (await world.soon(claims))._unsafeUnwrap();
};

const onlyClaim = async (queue: RequestQueue): Promise<Claim> => {
  const [claim, ...others] = await claimed(queue);
  expect(others).toEqual([]);
  if (claim === undefined) throw new Error('nothing was claimed');
  return claim;
};

/** What every request queue promises beyond the types of its port. */
export const requestQueueContract: Readonly<Record<string, (world: QueueWorld) => Promise<void>>> = {
  'requests are claimed as they were added, in that order': async (world) => {
    const requests = await added(world, 3);
    const claims = await claimed(world.otherQueue);
    expect(claims.map(({ request }) => request)).toEqual(requests);
  },

  'no more requests are claimed than a provider wants': async (world) => {
    const requests = await added(world, 3);
    const first = await claimed(world.queue, 2);
    const second = await claimed(world.queue, 2);
    expect([first.length, second.length]).toEqual([2, 1]);
    expect([...first, ...second].map(({ request }) => request)).toEqual(requests);
  },

  'every request goes to one provider at a time': async (world) => {
    const requests = await added(world, 10);
    const claims = await Promise.all(
      [world.queue, world.otherQueue, world.queue, world.otherQueue].map((queue) => claimed(queue, 2)),
    );
    const ids = [...claims.flat(), ...(await claimed(world.queue))].map(({ request }) => request.id);
    expect(ids.toSorted()).toEqual(requests.map(({ id }) => id).toSorted());
  },

  'a waiting provider gets a request as soon as it is added': async (world) => {
    const claims = world.otherQueue.claim(10, staying());
    await world.idle();
    const requests = await added(world, 1);
    const given = (await world.soon(claims))._unsafeUnwrap();
    expect(given.map(({ request }) => request)).toEqual(requests);
  },

  'claiming ends with nothing after a bounded wait in which nothing came': async (world) => {
    expect(await world.eventually(world.queue.claim(10, staying()))).toEqual(ok([]));
  },

  'a provider who leaves waits no longer': async (world) => {
    expect(await claimedNow(world, world.queue)).toEqual([]);
  },

  'a claim that is not renewed goes to another provider, and its holder is told': async (world) => {
    const [request] = await added(world, 1);
    const lapsed = await onlyClaim(world.queue);
    await world.passTime(CLAIM_LASTS_MS);
    const claim = await onlyClaim(world.otherQueue);
    expect(claim.request).toEqual(request);
    expect(await lapsed.renew()).toEqual(ok(false));
    expect(await claim.renew()).toEqual(ok(true));
  },

  'a claim that is renewed stays with its provider': async (world) => {
    await added(world, 1);
    const claim = await onlyClaim(world.queue);
    for (let renewals = 0; renewals < 3; renewals += 1) {
      await world.passTime(CLAIM_LASTS_MS / 2);
      expect(await claim.renew()).toEqual(ok(true));
    }
    expect(await claimedNow(world, world.otherQueue)).toEqual([]);
  },

  'a provider who has left takes no claim with it: another takes it over': async (world) => {
    const [request] = await added(world, 1);
    const left = await onlyClaim(world.queue);
    expect(await world.queue.leave()).toEqual(ok(undefined));
    await world.passTime(CLAIM_LASTS_MS);
    const claim = await onlyClaim(world.otherQueue);
    expect(claim.request).toEqual(request);
    expect(await left.renew()).toEqual(ok(false));
  },

  'a provider who has left may claim again, and leave again': async (world) => {
    for (let times = 0; times < 2; times += 1) {
      const requests = await added(world, 1);
      const claim = await onlyClaim(world.queue);
      expect([claim.request]).toEqual(requests);
      await claim.settle();
      expect(await world.queue.leave()).toEqual(ok(undefined));
    }
  },

  'a settled request never comes again': async (world) => {
    await added(world, 1);
    const claim = await onlyClaim(world.queue);
    expect(await claim.settle()).toEqual(ok(undefined));
    await world.passTime(CLAIM_LASTS_MS);
    expect(await claimedNow(world, world.otherQueue)).toEqual([]);
    expect(await claim.renew()).toEqual(ok(false));
  },
};
