import fc, { type Arbitrary } from 'fast-check';
import { v4, v7 } from 'uuid';
import { arbitraryBody } from './arbitrary-bodies.ts';
import { headersOf } from './arbitrary-headers.ts';
import { anyText, type Known, positionsOf } from './arbitrary-texts.ts';
import type { HttpRequest } from './http-client.ts';

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
