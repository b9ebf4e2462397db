import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { endOfMinute, parsePlace, placeText } from '../../../../src/domain/flights/pages/page-place.ts';
import { toPosition } from '../../../../src/domain/search/position.ts';

describe('the place where a page ends', () => {
  it('is text that can be read, and is read again', () => {
    const half = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const minute = fc.integer({ min: 0, max: 60_000_000 });
    const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
    fc.assert(
      fc.property(half, half, minute, id, (ms, n, minutes, itineraryId) => {
        const place = { position: toPosition(`${ms}-${n}`), asOfMs: minutes * 60_000, itineraryId };
        expect(parsePlace(placeText(place))).toEqual(place);
      }),
    );
    const asOfMs = Date.parse('2030-04-01T10:21:00Z');
    const position = toPosition('1901268002100-0');
    expect(placeText({ position, asOfMs, itineraryId: 'a1' })).toBe('1901268002100-0.20300401T1021Z.a1');
  });

  test.each([
    '',
    'next',
    '1-0',
    '1-0.20300401T1021Z',
    '1-0.20300401T1021Z.',
    '1-0.20300401T1021Z.a.b',
    '01-0.20300401T1021Z.a',
    '18446744073709551616-0.20300401T1021Z.a',
    '1-0.20300230T1021Z.a',
    '1-0.20301301T1021Z.a',
    '1-0.20300401T2460Z.a',
    '1-0.20300401T1021Z.a\n',
    ' 1-0.20300401T1021Z.a',
  ])('is not written %j', (text) => {
    expect(parsePlace(text)).toBeUndefined();
  });

  it('is as of the end of its minute', () => {
    const at = Date.parse('2030-04-01T10:21:00Z');
    expect(endOfMinute(at)).toBe(at);
    expect(endOfMinute(at + 1)).toBe(at + 60_000);
    expect(endOfMinute(at + 60_000)).toBe(at + 60_000);
  });
});
