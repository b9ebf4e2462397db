import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { plainText } from '../../../src/adapters/places/plain-text.ts';

describe('plain text', () => {
  test.each([
    ['São Paulo–Guarulhos', 'sao paulo guarulhos'],
    ['  ŁÓDŹ  ', 'lodz'],
    ['Straße', 'strasse'],
    ['Tromsø, Langnes', 'tromso langnes'],
    ['İSTANBUL', 'istanbul'],
    ['Ağrı', 'agri'],
    ["Xi'an", 'xian'],
    ['Xi’an', 'xian'],
    ['Höfn í Hornafirði', 'hofn i hornafirdi'],
    ['東京', '東京'],
    ['--', ''],
  ])('of "%s" is "%s"', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it('is the same for what looks the same, in either composition', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(plainText(text.normalize('NFD'))).toBe(plainText(text.normalize('NFC')));
      }),
    );
  });

  it('is plain already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(plainText(plainText(text))).toBe(plainText(text));
      }),
    );
  });
});
