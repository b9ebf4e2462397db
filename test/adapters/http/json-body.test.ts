import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { MAX_DEPTH } from '../../../src/adapters/http/json-body.ts';
import { criteriaBody, Gateway } from '../../support/gateway.ts';
import { problemOf } from '../../support/problem-of.ts';

const LARGEST_BODY = 16 * 1_024;
const TOO_DEEP = MAX_DEPTH + 1;

describe('a body', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  test.each([
    ['is cut off', '{"slices":', ''],
    ['is null', 'null', ''],
    ['wants to change what objects are', '{"__proto__":{}}', ''],
    ['is nested too deep', `${'['.repeat(TOO_DEEP)}${']'.repeat(TOO_DEEP)}`, 'It is nested too deep. '],
  ])('that %s is refused with what is expected', async (_what, body, why) => {
    const told = await problemOf(await gateway.post(body));
    expect(told).toMatchObject({ code: 'invalid_json', title: 'The body is not JSON that can be taken' });
    expect(told.detail).toBe(
      `${why}Expected: a JSON object, nested at most 8 deep, with no field called __proto__.`,
    );
  });

  test.each(['utf-8', 'UTF-8', 'utf8', '"utf-8"'])('may say that it is %s', async (charset) => {
    const type = { 'Content-Type': `application/json; charset=${charset}` };
    expect((await gateway.post(criteriaBody(), type)).status).toBe(201);
  });

  it('of exactly 16 KB is read', async () => {
    const text = JSON.stringify(criteriaBody());
    expect((await gateway.post(text.padEnd(LARGEST_BODY))).status).toBe(201);
    expect((await gateway.post(text.padEnd(LARGEST_BODY + 1))).status).toBe(413);
  });
});
