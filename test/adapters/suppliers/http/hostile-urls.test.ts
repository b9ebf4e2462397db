import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from '@jest/globals';
import { urlSupplier } from '../../../../src/adapters/suppliers/http/url-supplier.ts';
import { batchFound, offerFound } from '../../../support/found-offers.ts';
import { hearAnswer, summaryOf } from '../../../support/hear-answer.ts';
import { answers, type Answering, linesOf, NDJSON, OffersServer } from '../../../support/offers-server.ts';

const hear = async (answering: Answering) => {
  await using server = await OffersServer.start(answering);
  const heard = await hearAnswer(urlSupplier({ supplier_id: 'acme', url: server.url }));
  return summaryOf(heard);
};
const hearText = (body: string | Uint8Array) => hear(answers(body));

const KB = 1024;
const ONE = linesOf(batchFound([1]));

/** Writes as often as the socket takes it, until it is closed. */
const endless =
  (text: string): Answering =>
  (response) => {
    response.writeHead(200, NDJSON);
    const write = (): void => {
      while (!response.destroyed && response.write(text));
    };
    response.on('drain', write);
    write();
  };

describe('a line', () => {
  test.each<[string, string]>([
    ['HTML', '<!doctype html><h1>Not Found</h1>\n'],
    ['a list', '[]\n'],
    ['text', '"offers"\n'],
    ['nothing', 'null\n'],
    ['an object without offers', '{"flights":[]}\n'],
    ['an error without a code', '{"error":{}}\n'],
    ['an error that is text', '{"error":"no"}\n'],
    ['an error whose code is a sentence', '{"error":{"code":"Not today."}}\n'],
    ['half an object', '{"offers":[\n'],
    ['a share under 0', '{"offers":[],"share":-1}\n'],
    ['very deep', `${'['.repeat(100 * KB)}\n`],
    ['offers under __proto__', '{"__proto__":{"offers":[]}}\n'],
  ])('that is %s is unreadable, and what came before it stands', async (_what, line) => {
    expect(await hearText(`${ONE}${line}${ONE}`)).toEqual({
      offers: ['o1'],
      malformed: 0,
      stop: 'unreadable_answer',
    });
  });

  test.each<[string, unknown]>([
    ['a price as a number', { ...offerFound(1), price: { amount: 120.5, currency: 'EUR' } }],
    ['a price without a currency', { ...offerFound(1), price: { amount: '120.50' } }],
    [
      'a negative duration',
      {
        ...offerFound(1),
        slices: [{ segments: [{ ...offerFound(1).slices[0]?.segments[0], duration_minutes: -5 }] }],
      },
    ],
    ['a link that runs a script', { ...offerFound(1), deep_link: 'javascript:alert(1)' }],
    ['no flights', { ...offerFound(1), slices: [] }],
    ['nothing of an offer', 7],
  ])('may hold an offer with %s, which is counted', async (_what, offer) => {
    expect(await hearText(linesOf({ offers: [offer, offerFound(2)] }))).toEqual({
      offers: ['o2'],
      malformed: 1,
      stop: undefined,
    });
  });

  it('changes no prototype', async () => {
    const offer = JSON.stringify(offerFound(1)).replace('{', '{"__proto__":{"polluted":true},');
    const line = `{"__proto__":{"polluted":true},"carriers":{"__proto__":{"polluted":true}},"offers":[${offer}]}\n`;
    const carriers = line.replace('"carriers":{"__proto__":{"polluted":true}},', '');
    expect(await hearText(carriers)).toMatchObject({ offers: ['o1'], stop: undefined });
    expect((await hearText(line)).stop ?? 'read').toMatch(/read|unreadable_answer/);
    expect({}).not.toHaveProperty('polluted');
  });

  it('may begin with a byte order mark, and end as in Windows', async () => {
    expect(await hearText(`\uFEFF${ONE.trimEnd()}\r\n\r\n${linesOf(batchFound([2]))}`)).toMatchObject({
      offers: ['o1', 'o2'],
      stop: undefined,
    });
  });

  it('may come in single bytes, whatever they are a part of', async () => {
    const name = 'Grüße ✈ 東京';
    const bytes = Buffer.from(linesOf({ offers: [offerFound(1, { fare_brand: name })] }));
    await using server = await OffersServer.start((response) => {
      response.writeHead(200, NDJSON);
      const writeFrom = (at: number): void => {
        if (at === bytes.length) response.end();
        else response.write(bytes.subarray(at, at + 1), () => writeFrom(at + 1));
      };
      writeFrom(0);
    });
    const { batches } = await hearAnswer(urlSupplier({ supplier_id: 'acme', url: server.url }));
    expect(batches[0]?.offers[0]?.fare_brand).toBe(name);
  });

  it('that is no UTF-8 is unreadable', async () => {
    const line = Buffer.from(linesOf({ offers: [offerFound(1, { fare_brand: 'Grüße' })] }), 'latin1');
    expect(await hearText(line)).toMatchObject({ offers: [], stop: 'unreadable_answer' });
  });
});

describe('an answer', () => {
  it('may be 10,000 offers, on one line or on many', async () => {
    const offers = Array.from({ length: 10_000 }, (_, at) => ({ ...offerFound(1), offer_id: `o${at}` }));
    expect((await hearText(linesOf({ offers }))).offers).toHaveLength(10_000);
    expect((await hearText(linesOf(...offers.map((offer) => ({ offers: [offer] }))))).stop).toBe(
      'answer_too_large',
    );
    const hundreds = Array.from({ length: 100 }, (_, at) => ({
      offers: offers.slice(at * 100, at * 100 + 100),
    }));
    expect((await hearText(linesOf(...hundreds))).offers).toHaveLength(10_000);
  });

  test.each<[string, string]>([
    ['a line that never ends', ' '.repeat(64 * KB)],
    ['lines that say nothing', '\n'.repeat(KB)],
    ['empty batches', linesOf({ offers: [] })],
    ['offers', linesOf({ offers: Array.from({ length: 100 }, () => offerFound(1)) })],
    ['long lines', `${' '.repeat(3 * KB * KB)}\n`],
  ])('of %s without end is ended, and its connection closed', async (_what, text) => {
    await using server = await OffersServer.start(endless(text));
    const { stop } = await hearAnswer(urlSupplier({ supplier_id: 'acme', url: server.url }));
    await server.closed;
    expect(stop).toEqual({ code: 'answer_too_large', retryable: false });
  });

  it('counts as it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * KB * KB, ' '));
    expect(bomb.length).toBeLessThan(100 * KB);
    const { stop } = await hear(answers(bomb, { ...NDJSON, 'Content-Encoding': 'gzip' }));
    expect(stop).toBe('answer_too_large');
  });

  it('may be packed', async () => {
    const packed = gzipSync(ONE);
    expect(await hear(answers(packed, { ...NDJSON, 'Content-Encoding': 'gzip' }))).toMatchObject({
      offers: ['o1'],
    });
  });

  it('that is not what it says to be packed as is unreachable', async () => {
    expect((await hear(answers(ONE, { ...NDJSON, 'Content-Encoding': 'gzip' }))).stop).toBe('unreachable');
  });

  it('that trickles is ended by its time', async () => {
    const abort = new AbortController();
    await using server = await OffersServer.start((response) => {
      response.writeHead(200, NDJSON);
      let sent = 0;
      const trickle = (): void => {
        sent += 1;
        if (sent === 20) abort.abort();
        if (!response.destroyed) response.write(' ', () => setImmediate(trickle));
      };
      trickle();
    });
    const supplier = urlSupplier({ supplier_id: 'acme', url: server.url });
    const heard = await hearAnswer(supplier, undefined, abort.signal);
    await server.closed;
    expect(heard).toEqual({ batches: [], stop: undefined });
  });
});
