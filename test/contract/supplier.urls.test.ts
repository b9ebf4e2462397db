import { describe, expect, it, test } from '@jest/globals';
import { candidateOf } from '../../scripts/supplier-contract/candidate-of.ts';
import { holdTrial } from '../../scripts/supplier-contract/hold-trial.ts';
import { judgeTrial, reportOf } from '../../scripts/supplier-contract/judge-trial.ts';
import { trialRequests, trialRoute } from '../../scripts/supplier-contract/trial-requests.ts';
import { answers, type Answering, NDJSON, OffersServer } from '../support/offers-server.ts';
import { wholeWorld } from '../support/whole-world.ts';

const PATIENCE = { timeoutMs: 2_000, giveUpMs: 20, graceMs: 200 };
const world = wholeWorld();
const [oneWay] = trialRequests(trialRoute(Date.now()));
const requests = oneWay === undefined ? [] : [oneWay];

const reportOn = async (url: string): Promise<string> => {
  const candidate = (await candidateOf({ type: 'url', supplier_id: 'acme', url }, []))._unsafeUnwrap();
  const trial = await holdTrial(candidate, requests, PATIENCE);
  return reportOf('acme', trial, judgeTrial(trial, { ...world, nowMs: Date.now() }));
};

const reportOnAnswer = async (answering: Answering): Promise<string> => {
  await using server = await OffersServer.start(answering);
  return await reportOn(server.url);
};

describe('the contract of suppliers says of a URL', () => {
  test.each<[string, Answering, string]>([
    ['answers 401', answers('', NDJSON, 401), 'it answered with the status 401'],
    ['answers 404', answers('', NDJSON, 404), 'it answered with the status 404'],
    ['answers 500', answers('', NDJSON, 500), 'it answered with the status 500'],
    [
      'answers in HTML',
      answers('<p>', { 'Content-Type': 'text/html' }),
      'it answered with Content-Type text/html; expected application/x-ndjson',
    ],
    [
      'does not say in what it answers',
      (response) => response.end('{"offers":[]}\n'),
      'it answered with no Content-Type; expected application/x-ndjson',
    ],
    ['prints its JSON prettily', answers('{\n  "offers": []\n}\n'), 'line 1 is not JSON'],
    ['counts with NaN', answers('{"offers":[]}\n{"offers":[NaN]}\n'), 'line 2 is not JSON'],
    [
      'leaves out its last newline',
      answers('{"offers":[]}'),
      'line 1 is the last one, and does not end with a newline',
    ],
    [
      'breaks off',
      (response) =>
        response.writeHead(200, NDJSON).write('{"offers":[]}\n{"off', () => response.socket?.destroy()),
      'the connection was closed in line 2, before the answer was complete',
    ],
    [
      'stops with a code that is none',
      answers('{"error":{"code":"SoldOut"}}\n'),
      'error.code is "SoldOut"; expected text in snake_case, like "sold_out"',
    ],
    [
      'sends an offer as a line',
      answers('{"offer_id":"a","slices":[]}\n'),
      'offers is missing; expected a list',
    ],
  ])('that %s what is wrong', async (_what, answering, words) => {
    expect(await reportOnAnswer(answering)).toContain(words);
  });

  it('that nobody listens at why it cannot be reached, and claims to have checked nothing', async () => {
    const server = await OffersServer.start(answers(''));
    const { url } = server;
    await server[Symbol.asyncDispose]();
    const report = await reportOn(url);
    expect(report).toContain('it could not be reached: connect ECONNREFUSED 127.0.0.1:');
    expect(report).toContain('0 of 13 promises are kept, 12 could not be checked\n');
  });

  it('of which no line can be read that its batches cannot', async () => {
    const report = await reportOnAnswer(answers('{\n'));
    expect(report).toContain('✗ every batch can be read\n    one way: line 1 is not JSON');
  });

  it('that has nothing to say, and says so, no ill', async () => {
    const report = await reportOnAnswer((response) => response.writeHead(204).end());
    expect(report).toContain('✓ it answers every request within its time\n');
    expect(report).toContain('✓ it ends without a fault, or says that it skips such a search\n');
    expect(report).toContain('✗ it finds something\n');
  });
});
