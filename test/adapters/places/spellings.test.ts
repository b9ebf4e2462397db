import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { plainText } from '../../../src/adapters/places/plain-text.ts';
import { spellings } from '../../../src/adapters/places/spellings.ts';

describe('a name', () => {
  test.each([
    ['Düsseldorf', ['dusseldorf', 'duesseldorf']],
    ['Du\u0308sseldorf', ['dusseldorf', 'duesseldorf']],
    ['TROMSØ', ['tromso', 'tromsoe']],
    ['Ålborg', ['alborg', 'aalborg']],
    ['Saint Petersburg', ['saint petersburg', 'st petersburg']],
    ["St. John's", ['st johns', 'saint johns']],
    ['Saint-Denis', ['saint denis', 'st denis']],
    ['New York', ['new york']],
    ['Stockholm', ['stockholm']],
  ])('as "%s" is typed %j', (name, typed) => {
    expect(spellings(name)).toEqual(typed);
  });

  it('is typed in plain text first, and in no way twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const typed = spellings(name);
        expect(typed[0]).toBe(plainText(name));
        expect(new Set(typed).size).toBe(typed.length);
        expect(typed.map(plainText)).toEqual(typed);
      }),
    );
  });
});
