import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { createdAt, isSearchId } from '../../../src/domain/search/search-id.ts';

// The example of RFC 9562, appendix A.6: Tuesday, 22 February 2022, 2:22:22 PM GMT-05:00.
const EXAMPLE = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f';

const createdAtOf = (text: string): number | undefined => (isSearchId(text) ? createdAt(text) : undefined);

test('an id tells when it was made', () => {
  expect(createdAtOf(EXAMPLE)).toBe(Date.UTC(2022, 1, 22, 19, 22, 22));
});

test.each([
  ['nothing', ''],
  ['upper case, a second spelling of one id', EXAMPLE.toUpperCase()],
  ['version 4', '919108f7-52d1-4320-9bac-f847db4148a8'],
  ['version 1', 'c232ab00-9414-11ec-b3c8-9f6bdeced846'],
  ['another variant', '017f22e2-79b0-7cc3-c8c4-dc0c0c07398f'],
  ['no hyphens', EXAMPLE.replaceAll('-', '')],
  ['braces', `{${EXAMPLE}}`],
  ['a URN', `urn:uuid:${EXAMPLE}`],
  ['space before', ` ${EXAMPLE}`],
  ['a line end after', `${EXAMPLE}\n`],
  ['the end of a Redis hash tag', EXAMPLE.replace('0', '}')],
  ['a pattern', '*'],
])('%s is not a search id', (_what, text) => {
  expect(isSearchId(text)).toBe(false);
});

test('every UUIDv7 is a search id that tells its millisecond', () => {
  const moments = fc.integer({ min: 0, max: 2 ** 48 - 1 });
  fc.assert(
    fc.property(moments, fc.uint8Array({ minLength: 16, maxLength: 16 }), (msecs, random) => {
      expect(createdAtOf(v7({ msecs, random, seq: 0 }))).toBe(msecs);
    }),
  );
});
