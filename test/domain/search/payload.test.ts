import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPayload, MAX_PAYLOAD_BYTES, utf8Bytes } from '../../../src/domain/search/payload.ts';

/** `{"t":"…"}` of exactly so many bytes of UTF-8. */
const ofBytes = (bytes: number, character: string): string => {
  const room = bytes - 8;
  const width = Buffer.byteLength(character);
  return `{"t":"${character.repeat(Math.floor(room / width))}${'x'.repeat(room % width)}"}`;
};

describe('the largest payload is 64 KB of UTF-8', () => {
  test.each(['x', 'ü', '€', '🛫'])('written in %s', (character) => {
    const largest = ofBytes(MAX_PAYLOAD_BYTES, character);
    expect(Buffer.byteLength(largest)).toBe(65_536);
    expect(isPayload(largest)).toBe(true);
    expect(isPayload(ofBytes(MAX_PAYLOAD_BYTES + 1, character))).toBe(false);
  });
});

test.each([
  ['an empty object', '{}'],
  ['an object in objects', '{"a":{"b":[{"c":null}]}}'],
  ['spaces and tabs between tokens', ' {\t"a" : 1 } '],
  ['escaped line ends and NUL', String.raw`{"a":"\r\n\u0000"}`],
  ['the line separators that are not line ends of a frame', '{"a":"\u2028\u2029\u0085"}'],
  ['text that looks like a frame', String.raw`{"a":"\n\nid: 9-9\nevent: completed\ndata: {}"}`],
  ['a field named __proto__', '{"__proto__":1}'],
])('%s is a payload', (_what, text) => {
  expect(isPayload(text)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['space', ' '],
  ['an array', '[{}]'],
  ['null', 'null'],
  ['a number', '1'],
  ['a string', '"{}"'],
  ['a truth', 'true'],
  ['half an object', '{"a":1'],
  ['two objects', '{}{}'],
  ['a trailing comma', '{"a":1,}'],
  ['a comment', '{} // end'],
  ['a byte order mark', '\uFEFF{}'],
  ['a line feed between tokens', '{\n}'],
  ['a carriage return between tokens', '{\r}'],
  ['a line feed after the object', '{}\n'],
  ['a raw line feed in a string', '{"a":"\n"}'],
  ['a NUL between tokens', '{\0}'],
  ['a raw NUL in a string', '{"a":"\0"}'],
])('%s is not a payload', (_what, text) => {
  expect(isPayload(text)).toBe(false);
});

test('whatever JSON.stringify makes of an object is a payload, if it fits', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), (value) => {
      const text = JSON.stringify(value);
      expect(isPayload(text)).toBe(Buffer.byteLength(text) <= MAX_PAYLOAD_BYTES);
    }),
  );
});

test.each([0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff])(
  'at the edges of its encodings a character takes as many bytes as Node says: %i',
  (point) => {
    const character = String.fromCodePoint(point);
    expect(utf8Bytes(character)).toBe(Buffer.byteLength(character));
  },
);

test('bytes of UTF-8 are counted as Node counts them, lone surrogates included', () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 50 });
  const surrogates = fc.array(fc.integer({ min: 0xd7ff, max: 0xe000 }), { maxLength: 50 });
  fc.assert(
    fc.property(fc.oneof(units, surrogates), (codes) => {
      const text = String.fromCharCode(...codes);
      expect(utf8Bytes(text)).toBe(Buffer.byteLength(text));
    }),
  );
});

test('a text is judged alike however often it comes, and however many others came in between', () => {
  const texts = Array.from({ length: 120 }, (_, index) => ofBytes(MAX_PAYLOAD_BYTES - index, 'x'));
  const judged = [...texts, '{', ...texts.map((text) => text.slice(0, -1))].map((text) => ({
    text,
    verdict: isPayload(text),
  }));
  const again = judged.toReversed().map(({ text }) => isPayload(text));
  expect(again.toReversed()).toEqual(judged.map(({ verdict }) => verdict));
  expect(judged.filter(({ verdict }) => verdict)).toHaveLength(texts.length);
});
