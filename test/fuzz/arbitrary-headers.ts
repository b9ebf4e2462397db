import fc from 'fast-check';
import { anyText, type Known, positionsOf, wrongPositions } from './arbitrary-texts.ts';

/** A value that Node lets a client send; everything else is tried on a bare socket. */
const headerValue = (text: string): string => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, 2_000);
const values = fc.oneof(anyText, wrongPositions).map(headerValue);

export const headersOf = (known: Known) =>
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
