import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Gateway } from '../../support/gateway.ts';
import { COMPLETED, processingOf, resultOf } from '../../support/flight-messages.ts';
import { SseClient } from '../../support/sse-client.ts';
import { until } from '../../support/until.ts';

const ENTRY = /^id: \d+-\d+\nevent: (?:requested|processing|result|completed)\ndata: \{.*\}$/;

describe('the stream of a search', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false, settings: { HEARTBEAT: '100ms' } });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const finished = async () => {
    const id = await gateway.requestSearch();
    gateway.write(id, 'processing', processingOf('kestrel'));
    gateway.write(id, 'result', resultOf('kestrel', 'succeeded', [1, 2]));
    gateway.write(id, 'completed', COMPLETED);
    return id;
  };

  it('is no store of any proxy, and is not held up by any', async () => {
    await using client = await gateway.follow(await gateway.requestSearch());
    const { status, headers } = client.response;
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toMatch(/^text\/event-stream(?:; charset=utf-8)?$/);
    expect(headers.get('Cache-Control')).toBe('no-cache, no-transform');
    expect(headers.get('X-Accel-Buffering')).toBe('no');
    expect(headers.get('Content-Length')).toBeNull();
    expect(headers.get('Content-Encoding')).toBeNull();
  });

  it('begins at once, with when to come back, where the search has nothing to say', async () => {
    const id = await gateway.requestSearch();
    const position = gateway.entriesOf(id).at(-1)?.position ?? '';
    await using client = await gateway.followFrom(id, position);
    expect(await client.next()).toMatchObject({ type: 'comment' });
    const frame = await client.next();
    const retryMs = frame?.type === 'retry' ? frame.ms : 0;
    expect(retryMs).toBeGreaterThanOrEqual(1_000);
    expect(retryMs).toBeLessThanOrEqual(3_000);
  });

  it('says when to come back before it says anything of the search', async () => {
    await using client = await gateway.follow(await finished());
    const types = (await client.rest()).map(({ type }) => type);
    expect(types.slice(0, 3)).toEqual(['comment', 'retry', 'event']);
  });

  it('asks clients to come back at different times', async () => {
    const id = await finished();
    const retries = new Set<number>();
    for (let viewers = 0; viewers < 8; viewers += 1) {
      await using client = await gateway.follow(id);
      for (const frame of await client.rest()) if (frame.type === 'retry') retries.add(frame.ms);
    }
    expect(retries.size).toBeGreaterThan(1);
  });

  it('says each entry in a frame of three lines, with its position, status and payload', async () => {
    const id = await finished();
    const text = await (await gateway.get(`/v1/searches/${id}/events`)).text();
    const frames = text.split('\n\n').filter((frame) => frame.startsWith('id:'));
    expect(frames).toEqual(
      gateway
        .entriesOf(id)
        .map(({ position, status, payload }) => `id: ${position}\nevent: ${status}\ndata: ${payload}`),
    );
    for (const frame of frames) expect(frame).toMatch(ENTRY);
  });

  it('says what comes as it comes', async () => {
    const id = await gateway.requestSearch();
    await using client = await gateway.follow(id);
    await client.take(1);
    for (const status of ['processing', 'result', 'result']) {
      const position = gateway.write(id, status);
      expect(await client.nextEvent()).toMatchObject({ id: position, event: status, data: '{}' });
    }
  });

  it('is kept alive by comments while the search has nothing to say', async () => {
    await using client = await gateway.follow(await gateway.requestSearch());
    await client.take(1);
    expect(await client.next()).toEqual({ type: 'comment', text: '' });
    expect(await client.next()).toEqual({ type: 'comment', text: '' });
  });

  it('ends by itself right behind the end of the search', async () => {
    const id = await gateway.requestSearch();
    await using client = await gateway.follow(id);
    await client.take(1);
    gateway.write(id, 'completed', COMPLETED);
    gateway.write(id, 'result');
    expect((await client.restOfEvents()).map(({ event }) => event)).toEqual(['completed']);
  });

  it('says nothing behind the end of the search, not even when to come back', async () => {
    await using client = await gateway.follow(await finished());
    await client.take(4);
    expect(await client.rest()).toEqual([{ type: 'comment', text: '' }]);
  });

  it('is the same for everybody who follows it', async () => {
    const id = await gateway.requestSearch();
    await using early = await gateway.follow(id);
    await early.take(1);
    gateway.write(id, 'processing');
    gateway.write(id, 'completed', COMPLETED);
    const rest = await early.restOfEvents();
    await using late = await gateway.follow(id);
    expect((await late.restOfEvents()).slice(1)).toEqual(rest);
  });

  it('answers a HEAD with its head alone', async () => {
    const response = await gateway.get(`/v1/searches/${await finished()}/events`, { method: 'HEAD' });
    expect(response.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
    expect(await response.text()).toBe('');
    await gateway.watchedBy(0);
  });

  it('does not tire of many small messages', async () => {
    const id = await gateway.requestSearch();
    gateway.write(id, 'processing');
    for (let n = 0; n < 900; n += 1) gateway.write(id, 'result', { n });
    gateway.write(id, 'completed', COMPLETED);
    await using client = await SseClient.open(gateway.eventsUrl(id));
    const results = (await client.restOfEvents()).filter(({ event }) => event === 'result');
    expect(results.map(({ data }) => data)).toEqual(results.map((_, n) => JSON.stringify({ n })));
    expect(results).toHaveLength(900);
  });
});

describe('a search that is deleted once somebody was given its end', () => {
  const settings = { CLEANUP: 'delete', CLEANUP_GRACE: '0s' };

  it('is there until then, and gone right after', async () => {
    await using gateway = await Gateway.start({ provides: false, settings });
    const id = await gateway.requestSearch();
    gateway.write(id, 'completed', COMPLETED);
    await using late = await gateway.follow(id);
    expect((await late.restOfEvents()).at(-1)?.event).toBe('completed');
    await until(async () => (await gateway.get(`/v1/searches/${id}`)).status === 404);
  });

  it('is not deleted for a viewer that left before it', async () => {
    await using gateway = await Gateway.start({ provides: false, settings });
    const id = await gateway.requestSearch();
    const client = await gateway.follow(id);
    await client.take(1);
    client.leave();
    await gateway.watchedBy(0);
    gateway.write(id, 'completed', COMPLETED);
    await using back = await gateway.follow(id);
    expect((await back.restOfEvents()).at(-1)?.event).toBe('completed');
  });
});
