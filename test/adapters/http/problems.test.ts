import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { v4, v7 } from 'uuid';
import { MAX_DEPTH } from '../../../src/adapters/http/json-body.ts';
import { PROBLEMS } from '../../../src/adapters/http/problem.ts';
import type { SnapshotSearch } from '../../../src/application/snapshot-search.ts';
import { criteriaBody, Gateway, inPlaceOf } from '../../support/gateway.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import { problemOf } from '../../support/problem-of.ts';

const LARGEST_BODY = 16 * 1_024;
/** Longer ago than any search is kept. */
const LONG_AGO_MS = 24 * 60 * 60 * 1_000;
const TELLS_TOO_MUCH = new Error('a password of /srv/secret');

const oldId = () => v7({ msecs: Date.now() - LONG_AGO_MS });

const crash: SnapshotSearch = () => {
  throw TELLS_TOO_MUCH;
};

/** What is answered only in circumstances that other tests bring about. */
const ELSEWHERE = [
  'malformed_request',
  'request_timeout',
  'headers_too_large',
  'unauthorized',
  'forbidden',
  'idempotency_mismatch',
  'rate_limited',
  'overloaded',
  'store_unavailable',
];

describe('an error answer', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    const replacements = [inPlaceOf('snapshotSearch', crash)];
    gateway = await Gateway.start({ provides: false, replacements });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const get = (path: string, method = 'GET') => gateway.get(path, { method });

  const CASES: Readonly<Record<string, readonly [number, string, () => Promise<Response>]>> = {
    'a body that is not JSON': [400, 'invalid_json', () => gateway.post('{"slices":')],
    'a body that is JSON, but neither object nor list': [400, 'invalid_json', () => gateway.post('"AMS"')],
    'a body that wants to change what objects are': [
      400,
      'invalid_json',
      () => gateway.post('{"__proto__":{"max_stops":1}}'),
    ],
    'a body that hides in a spelling of its own what it wants to change': [
      400,
      'invalid_json',
      () => gateway.post('{"slices":[{"\\u005f_proto__":{}}]}'),
    ],
    'a body that is nested deeper than any criteria': [
      400,
      'invalid_json',
      () => gateway.post(`{"slices":${'['.repeat(MAX_DEPTH)}${']'.repeat(MAX_DEPTH)}}`),
    ],
    'a body of another type': [
      415,
      'unsupported_media_type',
      () => gateway.post('a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }),
    ],
    'no body at all': [415, 'unsupported_media_type', () => get('/v1/searches', 'POST')],
    'a body that says it is compressed': [
      415,
      'unsupported_media_type',
      () => gateway.post(criteriaBody(), { 'Content-Encoding': 'gzip' }),
    ],
    'a body of an encoding that JSON does not have': [
      415,
      'unsupported_media_type',
      () => gateway.post(criteriaBody(), { 'Content-Type': 'application/json; charset=utf-16' }),
    ],
    'a body of an encoding that is none': [
      415,
      'unsupported_media_type',
      () => gateway.post(criteriaBody(), { 'Content-Type': 'application/json;charset="bogus"' }),
    ],
    'a body of more than 16 KB': [
      413,
      'body_too_large',
      () => gateway.post(`{"slices":"${'A'.repeat(LARGEST_BODY)}"}`),
    ],
    'criteria that are not valid': [422, 'validation_failed', () => gateway.post({})],
    'a resumption with POST': [
      400,
      'resume_with_get',
      () => gateway.post(criteriaBody(), { Accept: 'text/event-stream', 'Last-Event-ID': '1-0' }),
    ],
    'an unknown parameter': [
      400,
      'invalid_parameter',
      () => get(`/v1/searches/${newSearchId()}/entries?limit=1`),
    ],
    'a search that nobody created': [
      404,
      'search_not_found',
      () => get(`/v1/searches/${newSearchId()}/events`),
    ],
    'entries of a search that nobody created': [
      404,
      'search_not_found',
      () => get(`/v1/searches/${newSearchId()}/entries`),
    ],
    'the end of a search that nobody created': [
      404,
      'search_not_found',
      () => get(`/v1/searches/${newSearchId()}`, 'DELETE'),
    ],
    'an id that is none of ours': [404, 'search_not_found', () => get(`/v1/searches/${v4()}/events`)],
    'an id that is not even spelled out': [404, 'search_not_found', () => get('/v1/searches/%E0%A4%A')],
    'a search that can only have expired': [
      410,
      'search_expired',
      () => get(`/v1/searches/${oldId()}/events`),
    ],
    'entries of a search that can only have expired': [
      410,
      'search_expired',
      () => get(`/v1/searches/${oldId()}/entries`),
    ],
    'the end of a search that can only have expired': [
      410,
      'search_expired',
      () => get(`/v1/searches/${oldId()}`, 'DELETE'),
    ],
    'a path that leads nowhere': [404, 'not_found', () => get('/v2/searches')],
    'a method that is not for this path': [405, 'method_not_allowed', () => get('/v1/searches', 'PUT')],
    'a mistake in the product': [500, 'internal_error', () => get(`/v1/searches/${newSearchId()}`)],
  };

  test.each(Object.keys(CASES))('that answers %s is a problem with a code of its own', async (name) => {
    const [status, code, send] = CASES[name] ?? [];
    const told = await problemOf((await send?.()) ?? new Response());
    expect(told).toMatchObject({
      answered: status,
      contentType: 'application/problem+json',
      status,
      code,
      type: `urn:flight-search:problem:${code}`,
    });
    expect(told.trace_id).toMatch(/^[0-9a-f]{32}$/);
    expect(told.text).not.toMatch(/node_modules|\.ts|stack|secret/);
  });

  test.each([
    ['/v1/searches', 'POST'],
    [`/v1/searches/${newSearchId()}`, 'DELETE, GET, HEAD'],
    [`/v1/searches/${newSearchId()}/events`, 'GET, HEAD'],
    [`/v1/searches/${newSearchId()}/entries`, 'GET, HEAD'],
    ['/healthz', 'GET, HEAD'],
    ['/page.js', 'GET, HEAD'],
  ])('says which methods %s has', async (path, methods) => {
    const allow = (await get(path, 'PUT')).headers.get('Allow');
    expect(allow?.split(', ').toSorted().join(', ')).toBe(methods);
  });

  it('of every kind is tested, here or where it arises', () => {
    const here = Object.values(CASES).map(([, code]) => code);
    expect(new Set([...here, ...ELSEWHERE])).toEqual(new Set(Object.keys(PROBLEMS)));
  });

  it('has an id under which a mistake is logged with its stack, which the client is not told', async () => {
    const told = await problemOf(await get(`/v1/searches/${newSearchId()}`));
    const line = gateway.logged.find((text) => text.includes(told.trace_id)) ?? '';
    expect(line).toContain(TELLS_TOO_MUCH.message);
    expect(line).toContain('"stack"');
    expect(told.text).not.toContain(TELLS_TOO_MUCH.message);
  });

  it('is not logged where it is the mistake of the client', async () => {
    const before = gateway.logged.length;
    await gateway.post('{"slices":');
    await gateway.post('not compressed', { 'Content-Encoding': 'gzip' });
    await get('/page/missing.js');
    expect(gateway.logged.slice(before)).toEqual([]);
  });

  it('is not kept by any cache', async () => {
    expect((await get('/v2/searches')).headers.get('Cache-Control')).toBe('no-store');
  });
});
