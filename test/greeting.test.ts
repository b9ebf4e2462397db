import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../src/config.ts';
import { greeting } from '../src/greeting.ts';

const greetingOf = (settings: Readonly<Record<string, string>>): string =>
  greeting(readConfig(settings)._unsafeUnwrap(), 3_000);

describe('the greeting', () => {
  test.each([
    ['that flights are invented', {}, '  Suppliers are simulated: their flights and prices are invented.'],
    ['which part is invented', { SUPPLIERS: 'kestrel,./acme.js' }, '  1 of 2 suppliers are simulated:'],
    ['who is asked where nothing is', { DUFFEL_ACCESS_TOKEN: 'duffel_test_abc' }, '  It asks duffel.'],
    ['where searches are kept', {}, 'Everything is kept in memory'],
    ['how to reach it from here', { HOST: '0.0.0.0' }, 'http://localhost:3000/'],
    [
      'that it takes a key',
      { API_KEYS: `web:${'0a'.repeat(32)}` },
      "/v1/searches -H 'Authorization: Bearer <an API key>' -H 'Accept",
    ],
    [
      'that it is open to anybody',
      { HOST: '0.0.0.0' },
      '  Anybody who can reach it may request searches: set API_KEYS',
    ],
    ['how to reach it by IPv6', { HOST: '::1' }, 'http://[::1]:3000/'],
  ])('says %s', (_what, settings, expected) => {
    expect(greetingOf(settings)).toContain(expected);
  });

  test('says nothing of who may request where nobody else can, or where that is said', () => {
    const closed = [{}, { HOST: '::1' }, { HOST: '0.0.0.0', API_KEYS: `web:${'0a'.repeat(32)}` }];
    for (const settings of closed) expect(greetingOf(settings)).not.toContain('Anybody');
  });

  test('never repeats a token', () => {
    expect(greetingOf({ DUFFEL_ACCESS_TOKEN: 'duffel_test_secret' })).not.toContain('secret');
  });
});
