import fc, { type Arbitrary } from 'fast-check';
import { v4, v7 } from 'uuid';
import { arbitraryBody } from './arbitrary-bodies.ts';
import type { HttpRequest } from './http-client.ts';

/** Any text, and such as have some meaning somewhere on the way. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\0',
    '\r\nX-Forged: 1',
    '\n\nevent: completed\ndata: {}\n\n',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    "'; DROP TABLE",
    '${7*7}',
    '%',
    '%00',
    '%E0%A4%A',
    '__proto__',
    'constructor',
    '\u2028',
    'a'.repeat(2_000),
    '1'.repeat(2_000),
  ),
);

const wrongPositions = fc.oneof(
  fc.constantFrom(
    '0-0',
    '0',
    '1-1',
    '18446744073709551615-18446744073709551615',
    '18446744073709551616-0',
    '00-0',
    '-1-0',
    '1-',
    '*',
    '$',
    '>',
    '+',
  ),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 2n ** 65n }), fc.bigInt({ min: 0n, max: 2n ** 65n }))
    .map(([ms, n]) => `${ms}-${n}`),
  anyText,
);

const codes = fc
  .array(fc.constantFrom('KL', 'BA', 'AMS', 'LHR', 'kestrel', 'x'), { maxLength: 120 })
  .map((all) => all.join(','));
const numbers = fc.oneof(
  fc.integer().map(String),
  fc.double().map(String),
  fc.constantFrom('1e3', '0x10', '１', ' 1', '+1'),
);
const times = fc.constantFrom(
  '06:00-12:00',
  '22:00-02:00',
  '24:00-25:00',
  '6:00-7:00',
  '06:00',
  '06:00-12:00-13:00',
);
const PAGE_PARAMETERS = [
  'sort',
  'limit',
  'max_stops',
  'max_price',
  'max_duration',
  'max_layover',
  'carriers',
  'airports',
  'suppliers',
  'depart_1',
  'arrive_6',
  'depart_7',
  'min_bags',
  'refundable',
  'next',
  'after',
  'wait',
  'q',
  '__proto__',
  'constructor',
  '',
] as const;

/** What a gateway holds that is asked for anything. */
export interface Known {
  readonly ids: readonly string[];
  readonly positions: readonly string[];
}

const positionsOf = ({ positions }: Known): Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...positions), wrongPositions);

/** Most of them known to some route, some given twice. */
const parametersOf = (known: Known) =>
  fc.array(
    fc.tuple(
      fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PAGE_PARAMETERS) }, anyText),
      fc.oneof(
        fc.constantFrom('best', 'cheapest', 'fastest', 'true', '0', '50', '200', 'lon', 'Zürich'),
        codes,
        numbers,
        times,
        positionsOf(known),
        anyText,
      ),
    ),
    { maxLength: 4 },
  );

const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString());
/** What may stand in the first line of a request; Node would refuse to send the rest. */
const sendable = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, encoded);

const queryOf = (pairs: readonly (readonly [string, string])[], isEncoded: boolean): string => {
  const text = pairs.map((pair) => pair.map(isEncoded ? encoded : sendable).join('=')).join('&');
  return text === '' ? '' : `?${text}`;
};

const queriesOf = (known: Known) =>
  fc.tuple(parametersOf(known), fc.boolean()).map(([pairs, isEncoded]) => queryOf(pairs, isEncoded));

/** Searches that are there, and ids that are none. */
const idsOf = ({ ids }: Known): Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...ids) },
    { weight: 2, arbitrary: fc.constantFrom(v7(), v4(), v7({ msecs: 0 }), ids[0]?.toUpperCase() ?? '') },
    anyText.map(encoded),
    anyText.map(sendable),
  );

const pathsOf = (known: Known): Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: idsOf(known).map((id) => `/v1/searches/${id}`) },
    { weight: 3, arbitrary: idsOf(known).map((id) => `/v1/searches/${id}/events`) },
    { weight: 3, arbitrary: idsOf(known).map((id) => `/v1/searches/${id}/entries`) },
    { weight: 3, arbitrary: fc.constantFrom('/v1/airports', '/v1/searches') },
    fc.constantFrom(
      '/',
      '//',
      '/healthz',
      '/readyz',
      '/metrics',
      '/openapi.json',
      '/docs',
      '/page.css',
      '/page.js',
      '/page/search-view.js',
      '/page/../../package.json',
      '/page/%2e%2e/%2e%2e/package.json',
      '/page/nothing.js',
      '*',
      'http://elsewhere/healthz',
      '/v1/searches/',
    ),
    anyText.map((text) => `/${sendable(text)}`),
  );

/** A value that Node lets a client send; everything else is tried on a bare socket. */
const headerValue = (text: string): string => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, 2_000);
const values = fc.oneof(anyText, wrongPositions).map(headerValue);

const headersOf = (known: Known) =>
  fc.record(
    {
      'content-type': fc.oneof(
        { weight: 6, arbitrary: fc.constant('application/json') },
        fc.constantFrom(
          'application/json; charset=utf-16',
          'application/json;',
          'text/plain',
          'multipart/form-data',
          'application/vnd.api+json',
        ),
        values,
      ),
      'content-encoding': fc.oneof(fc.constantFrom('identity', 'gzip', 'br', 'deflate'), values),
      accept: fc.oneof(
        fc.constantFrom('text/event-stream', 'application/json', '*/*', 'text/*;q=0.1, application/json;q=0'),
        values,
      ),
      'last-event-id': positionsOf(known).map(headerValue),
      'idempotency-key': fc.oneof(fc.constantFrom('a'.repeat(16), 'b'.repeat(255), 'c'.repeat(256)), values),
      authorization: fc.oneof(fc.constantFrom('Bearer', 'Bearer x', 'Basic YTpi'), values),
      origin: fc.oneof(fc.constantFrom('null', 'https://elsewhere.example', 'https://a.example'), values),
      'access-control-request-method': fc.constantFrom('POST', 'TRACE'),
      'access-control-request-headers': values,
      'x-forwarded-for': fc.oneof(fc.constantFrom('1.2.3.4', '::1, 1.2.3.4', ',,,', 'unknown'), values),
      'x-forwarded-proto': values,
      'x-forwarded-host': values,
      'if-none-match': values,
      range: fc.constantFrom('bytes=0-', 'bytes=9-1', 'x'),
      expect: fc.constantFrom('100-continue', 'nothing'),
      'x-http-method-override': fc.constantFrom('DELETE'),
      'user-agent': values,
    },
    { requiredKeys: [] },
  );

/** Any request to a gateway that holds these. */
export const arbitraryRequest = (known: Known): Arbitrary<HttpRequest> =>
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({
        method: fc.constant('POST'),
        path: fc
          .oneof({ weight: 9, arbitrary: fc.constant('') }, queriesOf(known))
          .map((query) => `/v1/searches${query}`),
        headers: fc.oneof(fc.constant({ 'content-type': 'application/json' }), headersOf(known)),
        body: arbitraryBody,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        method: fc.oneof(
          { weight: 8, arbitrary: fc.constant('GET') },
          fc.constantFrom(
            'HEAD',
            'POST',
            'PUT',
            'PATCH',
            'DELETE',
            'OPTIONS',
            'TRACE',
            'PROPFIND',
            'M-SEARCH',
          ),
        ),
        path: fc.tuple(pathsOf(known), queriesOf(known)).map(([path, query]) => `${path}${query}`),
        headers: fc.oneof(fc.constant({}), headersOf(known)),
        body: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, arbitraryBody),
      }),
    },
  );
