import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { createLogger } from '../../../src/adapters/telemetry/logger.ts';
import { newSearchId } from '../../support/new-search-id.ts';

const logged = (fields: object, msg = 'said'): string => {
  const lines: string[] = [];
  createLogger('info', { write: (line: string) => void lines.push(line) }).error(fields, msg);
  return lines.join('');
};

/** One line of what is seen as it is. */
const HARMLESS = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+\n$/u;

const HOSTILE: Readonly<Record<string, string>> = {
  'a line end': '\r\n{"level":60,"msg":"forged"}',
  'a command to a terminal': '\u001b[2J\u001b]0;title\u0007',
  'a command to a terminal, in one character beyond ASCII': '\u009b2J',
  'a deletion': '\u007f\u007f',
  'line ends of other worlds': '\u0085\u2028\u2029',
  'a turn of the direction of writing': '\u202egnihton\u202c',
  'what is not seen': '\u200b\ufeff\u{e0001}',
  'half a character': '\ud83d',
  'a NUL': 'a\0b',
};

describe('a line of the log', () => {
  test.each(Object.keys(HOSTILE))('stays one and does nothing where a text in it has %s', (what) => {
    const text = HOSTILE[what] ?? '';
    const line = logged({ text, [text]: 1, err: new Error(text) }, text);
    expect(line).toMatch(HARMLESS);
    expect(JSON.parse(line)).toMatchObject({ text, [text]: 1, err: { message: text }, msg: text });
  });

  it('stays one and says what it was given, whatever it was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (text, name) => {
        const line = logged({ [`_${name}`]: text });
        expect(line).toMatch(HARMLESS);
        expect(JSON.parse(line)).toHaveProperty([`_${name}`], text);
      }),
    );
  });

  it('holds no whole id, wherever one was said', () => {
    const id = newSearchId();
    const error = new Error(`NOGROUP No such key 'flight.search.results:${id}'`, {
      cause: new Error(`{"search_id":"${id.toUpperCase()}"}`),
    });
    const line = logged({ err: error, [id]: 1, path: `/v1/searches/${id}/events` }, id);
    expect(line.toLowerCase()).not.toContain(id);
    expect(line.split(`…${id.slice(-8)}`)).toHaveLength(6);
    expect(line).toContain(`…${id.slice(-8).toUpperCase()}`);
  });

  it('is not as long as whatever somebody throws', () => {
    expect(logged({ err: new Error('x'.repeat(1_000_000)) }).length).toBeLessThan(10_000);
  });

  it('is written of what cannot even be said', () => {
    expect(logged({ err: Object.create(null) })).toContain('"message":"object"');
  });
});
