import { describe, expect, it, test } from '@jest/globals';
import { urlSupplier } from '../../../../src/adapters/suppliers/http/url-supplier.ts';
import { batchFound } from '../../../support/found-offers.ts';
import { hearAnswer, summaryOf } from '../../../support/hear-answer.ts';
import { answers, type Answering, linesOf, NDJSON, OffersServer } from '../../../support/offers-server.ts';

const ONE = linesOf(batchFound([1]));

const hear = async (answering: Answering) => {
  await using server = await OffersServer.start(answering);
  return summaryOf(await hearAnswer(urlSupplier({ supplier_id: 'acme', url: server.url })));
};

const drops =
  (text: string, headers: Readonly<Record<string, string>> = {}): Answering =>
  (response) => {
    response.writeHead(200, { ...NDJSON, ...headers });
    response.write(text, () => response.destroy());
  };

const asOfOld: Answering = (response) => {
  response.useChunkedEncodingByDefault = false;
  response.removeHeader('Transfer-Encoding');
  response.writeHead(200, { ...NDJSON, Connection: 'close' });
  response.end(`${ONE}{"offers":[`);
};

describe('a connection that is dropped', () => {
  test.each<[string, Answering, readonly string[]]>([
    ['before the answer', (response) => response.destroy(), []],
    ['in the middle of a line', drops(`${ONE}{"offers":[`), ['o1']],
    ['between two lines', drops(ONE), ['o1']],
    ['before the last newline', drops(`${ONE}${ONE.trimEnd()}`), ['o1']],
    ['before as much has come as was announced', drops(ONE, { 'Content-Length': '9999' }), ['o1']],
  ])('%s leaves what came, and is unreachable', async (_when, answering, offers) => {
    expect(await hear(answering)).toEqual({ offers, malformed: 0, stop: 'unreachable' });
  });

  it('is noticed by the missing newline where the end of the connection is the end of the answer', async () => {
    expect(await hear(asOfOld)).toEqual({ offers: ['o1'], malformed: 0, stop: 'unreachable' });
  });

  it('may have been behind a whole line, which stands', async () => {
    const two = linesOf(batchFound([2])).trimEnd();
    expect(await hear(answers(`${ONE}${two}`))).toEqual({
      offers: ['o1', 'o2'],
      malformed: 0,
      stop: 'unreachable',
    });
  });
});
