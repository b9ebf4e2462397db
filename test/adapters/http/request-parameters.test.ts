import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  positionParameter,
  searchIdOf,
  waitParameter,
} from '../../../src/adapters/http/request-parameters.ts';
import { newSearchId } from '../../support/new-search-id.ts';

describe('a position', () => {
  test.each([undefined, '', '0-0'])('that is given as %p is the beginning', (text) => {
    expect(positionParameter(text)._unsafeUnwrap()).toBe('0-0');
  });

  it('is taken as it was sent', () => {
    const half = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(half, half, (ms, n) => {
        expect(positionParameter(`${ms}-${n}`)._unsafeUnwrap()).toBe(`${ms}-${n}`);
      }),
    );
  });

  it('is refused in any other words', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        fc.pre(!/^\d+-\d+$/.test(text));
        expect(positionParameter(text)._unsafeUnwrapErr()).toMatchObject({ parameter: 'after' });
      }),
    );
  });
});

describe('a wait', () => {
  it('is a whole number of seconds up to 25', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 200 }), (seconds) => {
        const wait = waitParameter(String(seconds));
        if (seconds < 0 || seconds > 25) expect(wait._unsafeUnwrapErr().parameter).toBe('wait');
        else expect(wait._unsafeUnwrap()).toBe(seconds * 1_000);
      }),
    );
  });

  test.each([undefined, ''])('that is given as %p is none', (text) => {
    expect(waitParameter(text)._unsafeUnwrap()).toBe(0);
  });

  test.each([' 1', '1 ', '+1', '1.0', '0x1', '1e0', '٣', '001'])('is not spelled "%s"', (text) => {
    expect(waitParameter(text).isErr()).toBe(true);
  });
});

describe('an id in a path', () => {
  it('is taken if it can be the id of a search', () => {
    const id = newSearchId();
    expect(searchIdOf({ id })).toBe(id);
  });

  test.each([undefined, '', 'latest', '%00', newSearchId().toUpperCase(), `${newSearchId()} `])(
    'is nobody’s where it is %p',
    (id) => {
      expect(searchIdOf({ id })).toBeUndefined();
    },
  );
});
