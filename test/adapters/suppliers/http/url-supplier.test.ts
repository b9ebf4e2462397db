import { describe, expect, it, test } from '@jest/globals';
import { urlSupplier } from '../../../../src/adapters/suppliers/http/url-supplier.ts';
import { supplierRequest as requestShape } from '../../../../src/adapters/wire/supplier-request.ts';
import { deferred } from '../../../support/deferred.ts';
import { batchFound } from '../../../support/found-offers.ts';
import { hearAnswer, summaryOf, supplierRequest } from '../../../support/hear-answer.ts';
import { answers, type Answering, linesOf, NDJSON, OffersServer } from '../../../support/offers-server.ts';

const askOnce = async (answering: Answering, request = supplierRequest()) => {
  await using server = await OffersServer.start(answering);
  return await hearAnswer(urlSupplier({ supplier_id: 'acme', url: server.url }), request);
};

describe('a supplier behind a URL', () => {
  it('is POSTed the request as JSON, and asked for NDJSON', async () => {
    await using server = await OffersServer.start(answers(linesOf(batchFound([1]))));
    const request = supplierRequest();
    await hearAnswer(
      urlSupplier({ supplier_id: 'acme', url: server.url, authorization: 'Basic YTpi' }),
      request,
    );
    expect(server.asked).toMatchObject([
      {
        method: 'POST',
        path: '/offers',
        headers: {
          'content-type': 'application/json',
          accept: 'application/x-ndjson',
          authorization: 'Basic YTpi',
        },
      },
    ]);
    expect(requestShape.strict().parse(JSON.parse(server.asked[0]?.body ?? ''))).toEqual(request);
  });

  it('is sent no credentials that nobody set', async () => {
    await using server = await OffersServer.start(answers(''));
    await hearAnswer(urlSupplier({ supplier_id: 'acme', url: server.url }));
    expect(server.asked[0]?.headers).not.toHaveProperty('authorization');
  });

  it('gives each line as a batch as soon as it has arrived', async () => {
    const heardFirst = deferred();
    await using server = await OffersServer.start((response) => {
      response.writeHead(200, NDJSON).write(linesOf(batchFound([1], { share: 0.5 })));
      void heardFirst.promise.then(() => response.end(linesOf(batchFound([2]))));
    });
    const supplier = urlSupplier({ supplier_id: 'acme', url: server.url });
    const heard: unknown[] = [];
    for await (const said of supplier.search(supplierRequest(), new AbortController().signal)) {
      heard.push(said._unsafeUnwrap());
      heardFirst.resolve();
    }
    expect(heard).toEqual([batchFound([1], { share: 0.5 }), batchFound([2])]);
  });

  test.each<[string, Answering]>([
    ['nothing', answers('')],
    ['204', (response) => response.writeHead(204).end()],
    ['blank lines', answers('\n\r\n  \n')],
  ])('may answer %s: it has nothing', async (_what, answering) => {
    expect(await askOnce(answering)).toEqual({ batches: [], stop: undefined });
  });

  test.each([
    [{ code: 'sold_out' }, { code: 'sold_out', retryable: false }],
    [
      { code: 'busy', retryable: true, skipped: false },
      { code: 'busy', retryable: true },
    ],
    [
      { code: 'no_such_route', skipped: true },
      { code: 'no_such_route', retryable: false, skipped: true },
    ],
  ])('may say %j as its last line, and what came before stands', async (error, stop) => {
    const heard = await askOnce(answers(linesOf(batchFound([1]), { error }, batchFound([2]))));
    expect(heard).toEqual({ batches: [batchFound([1])], stop });
  });

  test.each([
    [201, 'unreadable_answer', false],
    [301, 'redirect_refused', false],
    [307, 'redirect_refused', false],
    [400, 'invalid_request', false],
    [401, 'invalid_request', false],
    [404, 'invalid_request', false],
    [429, 'rate_limited', true],
    [500, 'unreachable', true],
    [503, 'unreachable', true],
  ])('that answers %i stops with %s', async (status, code, retryable) => {
    const elsewhere = await OffersServer.start(answers(linesOf(batchFound([1]))));
    await using _closing = elsewhere;
    const heard = await askOnce(answers('{"offers":[]}\n', { ...NDJSON, Location: elsewhere.url }, status));
    expect(heard).toEqual({ batches: [], stop: { code, retryable } });
    expect(elsewhere.asked).toEqual([]);
  });

  test.each([
    ['application/x-ndjson', true],
    ['application/ndjson; charset=utf-8', true],
    ['Application/X-NDJSON;charset=utf-8', true],
    ['text/html', false],
    ['application/json', false],
    ['application/x-ndjson-not', false],
  ])('of the content type %s is read: %j', async (type, isRead) => {
    const heard = await askOnce(answers(linesOf(batchFound([1])), { 'Content-Type': type }));
    expect(summaryOf(heard)).toEqual(
      isRead
        ? { offers: ['o1'], malformed: 0, stop: undefined }
        : { offers: [], malformed: 0, stop: 'unreadable_answer' },
    );
  });

  it('without a content type is not read', async () => {
    const heard = await askOnce((response) => response.end(linesOf(batchFound([1]))));
    expect(heard.stop?.code).toBe('unreadable_answer');
  });

  it('that nobody listens for is unreachable', async () => {
    const server = await OffersServer.start(answers(''));
    const { url } = server;
    await server[Symbol.asyncDispose]();
    const heard = await hearAnswer(urlSupplier({ supplier_id: 'acme', url }));
    expect(heard).toEqual({ batches: [], stop: { code: 'unreachable', retryable: true } });
  });
});

describe('a request to it', () => {
  test.each<[string, Answering]>([
    ['before it answers', (_response) => undefined],
    ['while it answers', (response) => response.writeHead(200, NDJSON).write(linesOf(batchFound([1])))],
  ])('is closed by an abort %s', async (_when, begins) => {
    const abort = new AbortController();
    await using server = await OffersServer.start((response, asked) => {
      begins(response, asked);
      abort.abort();
    });
    const supplier = urlSupplier({ supplier_id: 'acme', url: server.url });
    const { stop } = await hearAnswer(supplier, supplierRequest(), abort.signal);
    await server.closed;
    expect(stop).toBeUndefined();
  });

  it('is closed when nobody takes the next batch', async () => {
    await using server = await OffersServer.start((response) => {
      response.writeHead(200, NDJSON).write(linesOf(batchFound([1])));
    });
    const supplier = urlSupplier({ supplier_id: 'acme', url: server.url });
    for await (const said of supplier.search(supplierRequest(), new AbortController().signal)) {
      expect(said.isOk()).toBe(true);
      break;
    }
    await server.closed;
  });

  it('is not made once the signal has aborted', async () => {
    await using server = await OffersServer.start(answers(''));
    await hearAnswer(
      urlSupplier({ supplier_id: 'acme', url: server.url }),
      supplierRequest(),
      AbortSignal.abort(),
    );
    expect(server.asked).toEqual([]);
  });
});
