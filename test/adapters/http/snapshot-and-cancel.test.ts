import { ok } from 'neverthrow';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Supplier } from '../../../src/domain/ports/supplier.ts';
import { snapshot } from '../../../src/adapters/wire/snapshot.ts';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import { deferred } from '../../support/deferred.ts';
import { COMPLETED, itineraryOf, processingOf, resultOf } from '../../support/flight-messages.ts';
import { batchFound } from '../../support/found-offers.ts';
import { Gateway, inPlaceOf, someDate } from '../../support/gateway.ts';

const cancel = (gateway: Gateway, id: SearchId) => gateway.get(`/v1/searches/${id}`, { method: 'DELETE' });

describe('the snapshot of a search', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const take = async (id: SearchId) => snapshot.parse(await (await gateway.get(`/v1/searches/${id}`)).json());

  it('tells how far the search is, what was found so far, and from where to follow it', async () => {
    const id = await gateway.requestSearch();
    expect(await take(id)).toMatchObject({
      search_id: id,
      status: 'requested',
      suppliers: [],
      offers: [],
      position: gateway.entriesOf(id).at(-1)?.position,
    });

    gateway.write(id, 'processing', { ...processingOf('kestrel', 'meridian'), search_id: id });
    const itineraries = [1, 2].map((number) => itineraryOf(number, someDate()));
    const found = { ...resultOf('kestrel', 'succeeded', [1, 2], { itineraries }), search_id: id };
    const position = gateway.write(id, 'result', found);
    expect(await take(id)).toMatchObject({
      status: 'processing',
      position,
      progress: { answered: 1, total: 2, offers: 2 },
      suppliers: [
        { supplier_id: 'kestrel', status: 'succeeded', offers: 2 },
        { supplier_id: 'meridian', status: 'answering', offers: 0 },
      ],
      offers: [{ offer_id: 'o1' }, { offer_id: 'o2' }],
      totals: { offers: 2, itineraries: 2, results: 1 },
      truncated: false,
    });

    gateway.write(id, 'completed', { ...COMPLETED, search_id: id });
    const done = await take(id);
    expect(done).toMatchObject({ status: 'completed', progress: { percent: 100 } });
    expect(done.completed).toMatchObject({ outcome: 'complete' });
    expect((await gateway.followFrom(id, done.position)).response.status).toBe(204);
  });

  it('is kept by nobody', async () => {
    const { headers } = await gateway.get(`/v1/searches/${await gateway.requestSearch()}`);
    expect(headers.get('Content-Type')).toMatch(/^application\/json/);
    expect(headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('a search that is cancelled', () => {
  it('ends at once for whoever follows it, with what was found so far', async () => {
    await using gateway = await Gateway.start({ provides: false });
    const id = await gateway.requestSearch();
    await using client = await gateway.follow(id);
    await client.take(1);
    const response = await cancel(gateway, id);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ search_id: id });
    const [completed, ...more] = await client.restOfEvents();
    expect(completed?.event).toBe('completed');
    expect(JSON.parse(completed?.data ?? '')).toMatchObject({ search_id: id, outcome: 'cancelled' });
    expect(more).toEqual([]);
  });

  it('ends once, however often and by however many it is cancelled', async () => {
    await using gateway = await Gateway.start({ provides: false });
    const id = await gateway.requestSearch();
    const answers = await Promise.all(Array.from({ length: 8 }, () => cancel(gateway, id)));
    answers.push(await cancel(gateway, id));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(gateway.entriesOf(id).filter(({ status }) => status === 'completed')).toHaveLength(1);
  });

  it('stays as it is where it was over', async () => {
    await using gateway = await Gateway.start({ provides: false });
    const id = await gateway.requestSearch();
    gateway.write(id, 'completed', COMPLETED);
    const before = gateway.entriesOf(id).length;
    expect((await cancel(gateway, id)).status).toBe(202);
    expect(gateway.entriesOf(id)).toHaveLength(before);
  });

  it('stops its suppliers, and hears nothing more of them', async () => {
    const [asked, stopped] = [deferred(), deferred()];
    const patient: Supplier = {
      supplier_id: 'patient',
      name: 'Patient',
      // Answers only when it is told that nobody waits any more.
      async *search({ criteria }, signal) {
        asked.resolve();
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        stopped.resolve();
        yield ok(batchFound([1], {}, criteria));
      },
    };
    await using gateway = await Gateway.start({
      replacements: [inPlaceOf('suppliers', [patient])],
    });
    const id = await gateway.requestSearch();
    await asked.promise;
    expect((await cancel(gateway, id)).status).toBe(202);
    await stopped.promise;
    await using client = await gateway.follow(id);
    const events = await client.restOfEvents();
    expect(events.map(({ event }) => event)).toEqual(['requested', 'processing', 'completed']);
    expect(JSON.parse(events[2]?.data ?? '')).toMatchObject({ outcome: 'cancelled' });
  });
});
