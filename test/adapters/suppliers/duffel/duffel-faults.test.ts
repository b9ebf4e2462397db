import { describe, expect, it } from '@jest/globals';
import { duffelOffers } from '../../../support/duffel-offers.ts';
import { DUFFEL_TOKEN, duffelSearch } from '../../../support/duffel-search.ts';
import {
  creates,
  DuffelServer,
  fails,
  gives,
  type Play,
  pollText,
  says,
} from '../../../support/duffel-server.ts';

const stopAfter = async (...plays: readonly Play[]) => {
  await using server = await DuffelServer.start(...plays);
  const answer = await duffelSearch(server).answer();
  return { ...answer, asked: server.asked.length };
};

const UNREADABLE = { code: 'unreadable_answer', retryable: false };
const UNREACHABLE = { code: 'unreachable', retryable: true };

describe('What goes wrong at Duffel', () => {
  it.each([
    [401, 'authentication_error', { code: 'unauthorized', retryable: false }],
    [403, 'authentication_error', { code: 'unauthorized', retryable: false }],
    [400, 'invalid_request_error', { code: 'invalid_request', retryable: false }],
    [404, 'invalid_request_error', { code: 'invalid_request', retryable: false }],
    [406, 'invalid_request_error', { code: 'invalid_request', retryable: false }],
    [422, 'validation_error', { code: 'invalid_request', retryable: false }],
    [422, 'invalid_state_error', { code: 'expired', retryable: true }],
    [422, 'airline_error', { code: 'airline_error', retryable: false }],
    [429, 'rate_limit_error', { code: 'rate_limited', retryable: true }],
    [500, 'api_error', { code: 'internal_error', retryable: false }],
    [500, 'airline_error', { code: 'airline_error', retryable: false }],
    [502, 'airline_error', { code: 'airline_error', retryable: false }],
    [502, 'api_error', { code: 'internal_error', retryable: false }],
    [418, 'an_error_to_come', { code: 'invalid_request', retryable: false }],
  ])('is told by its code, and %i as %s is not tried again', async (status, type, stop) => {
    expect(await stopAfter(fails(status, type))).toMatchObject({ stop, asked: 1, batches: [] });
  });

  it.each([
    [401, { code: 'unauthorized', retryable: false }],
    [403, { code: 'unauthorized', retryable: false }],
    [404, { code: 'invalid_request', retryable: false }],
    [429, { code: 'rate_limited', retryable: true }],
    [500, { code: 'internal_error', retryable: false }],
    [502, { code: 'internal_error', retryable: false }],
  ])('is told by its status where it is not said in its own words: %i', async (status, stop) => {
    expect(await stopAfter(says(status, '<h1>Sorry</h1>'))).toMatchObject({ stop, asked: 1 });
  });

  it.each([
    ['404 of a request that there is no more', fails(404, 'invalid_request_error')],
    ['410', fails(410, 'invalid_request_error')],
    ['an invalid state', fails(422, 'invalid_state_error')],
  ])('is expiry where a poll comes too late: %s', async (_, play) => {
    const { stop, offers } = await stopAfter(
      creates(2),
      gives({ of: 2, remaining: 1, offers: duffelOffers(3) }),
      play,
    );
    expect(stop).toEqual({ code: 'expired', retryable: true });
    expect(offers).toHaveLength(3);
  });

  it.each([
    ['HTML', '<!doctype html><title>Welcome</title><p>[["offers": [1, 2]]]'],
    ['nothing', ''],
    ['half an object', '{"data":{"id":"orq_1"'],
    ['something else', '{"data":[]}'],
    ['an error that calls itself a success', '{"errors":[{"type":"api_error"}]}'],
    ['counts that are none', '{"data":{"id":"orq_1","total_batches":"2","remaining_batches":-1}}'],
    [
      'an id that would lead elsewhere',
      '{"data":{"id":"../orders","total_batches":2,"remaining_batches":2}}',
    ],
  ])('is that a success is unreadable: %s', async (_, text) => {
    expect(await stopAfter(says(201, text))).toMatchObject({ stop: UNREADABLE, asked: 1 });
    expect(await stopAfter(creates(1), says(200, text))).toMatchObject({ stop: UNREADABLE, asked: 2 });
  });

  it('leaves what was given before it', async () => {
    const whole = pollText({ of: 1, remaining: 0, offers: duffelOffers(70) });
    const { stop, offers } = await stopAfter(creates(1), says(200, whole.slice(0, -40)));
    expect(stop).toEqual(UNREADABLE);
    expect(offers).toHaveLength(69);
  });

  it('is that the connection drops amid an answer, of which the whole offers stand', async () => {
    const whole = pollText({ of: 1, remaining: 0, offers: duffelOffers(70) });
    const { stop, offers, asked } = await stopAfter(creates(1), (response) => {
      response.writeHead(200, { 'content-length': String(Buffer.byteLength(whole)) });
      response.write(whole.slice(0, whole.indexOf('"off_60"')), () => response.destroy());
    });
    expect(stop).toEqual(UNREACHABLE);
    expect(offers).toHaveLength(59);
    expect(asked).toBe(2);
  });

  it('is that the connection drops before an answer', async () => {
    const { stop, asked } = await stopAfter((response) => void response.destroy());
    expect(stop).toEqual(UNREACHABLE);
    expect(asked).toBe(1);
  });

  it('is that nobody listens there', async () => {
    const server = await DuffelServer.start();
    const gone = { url: server.url };
    await server[Symbol.asyncDispose]();
    expect((await duffelSearch(gone).answer()).stop).toEqual(UNREACHABLE);
  });

  it('is that it leads somewhere else, where the token does not go', async () => {
    await using elsewhere = await DuffelServer.start();
    const { stop, asked } = await stopAfter(says(307, '', { location: elsewhere.url }));
    expect(stop).toEqual({ code: 'redirected', retryable: false });
    expect(asked).toBe(1);
    expect(elsewhere.asked).toEqual([]);
  });

  it('is an answer that has no end, of which no more is read than may be kept', async () => {
    const piece = `"${'x'.repeat(1_048_576)}",`;
    let sent = 0;
    const { stop, asked } = await stopAfter(creates(1), (response) => {
      response.writeHead(200).write('{"data":{"offers":[');
      const pour = (): void => {
        while (!response.destroyed && response.write(piece)) sent += 1;
        sent += 1;
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    expect(stop).toEqual({ code: 'answer_too_large', retryable: false });
    expect(asked).toBe(2);
    expect(sent).toBeLessThan(128);
  });

  it('is an answer that says far too much around its offers', async () => {
    const around = { id: 'orq_1', total_batches: 1, remaining_batches: 0, story: 'x'.repeat(1_048_576) };
    const { stop } = await stopAfter(creates(1), says(200, JSON.stringify({ data: around })));
    expect(stop).toEqual({ code: 'unreadable_answer', retryable: false });
  });

  it('is more offers than an answer may have', async () => {
    const offers = Array.from({ length: 11_000 }, () => 0);
    const { stop, batches } = await stopAfter(
      creates(3),
      gives({ of: 3, remaining: 2, offers }),
      gives({ of: 3, remaining: 1, offers }),
    );
    expect(stop).toEqual({ code: 'answer_too_large', retryable: false });
    expect(batches.reduce((sum, { dropped }) => sum + (dropped?.malformed ?? 0), 0)).toBe(20_000);
  });

  it('never tells the token', async () => {
    const answers = await Promise.all([
      stopAfter(fails(401, 'authentication_error')),
      stopAfter(says(200, DUFFEL_TOKEN)),
      stopAfter((response) => void response.destroy()),
    ]);
    expect(JSON.stringify(answers)).not.toContain(DUFFEL_TOKEN);
  });
});
