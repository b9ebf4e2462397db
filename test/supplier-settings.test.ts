import { describe, expect, test } from '@jest/globals';
import { PROFILES } from '../src/adapters/suppliers/simulated/profiles.ts';
import { readConfig } from '../src/config.ts';

const [FIRST = ''] = PROFILES.map(({ supplier_id }) => supplier_id);
const SOME_TOKEN = 'duffel_test_abc';

const suppliersOf = (env: Readonly<Record<string, string>>) => readConfig(env)._unsafeUnwrap().SUPPLIERS;
const faultsOf = (env: Readonly<Record<string, string>>) => readConfig(env)._unsafeUnwrapErr();

describe('the setting of suppliers', () => {
  test('names each supplier that is none', () => {
    const faults = faultsOf({ SUPPLIERS: `nobody,${FIRST},${FIRST}` });
    expect(faults).toEqual([
      expect.stringMatching(
        /^SUPPLIERS: "nobody" is no supplier: expected .*albatross.*, or a URL like https/,
      ),
      expect.stringMatching(`^SUPPLIERS: "${FIRST}" is the second supplier named ${FIRST}`),
    ]);
  });

  test('asks Duffel alone where only its token is given, so that nothing invented is mixed in', () => {
    const duffel = { type: 'duffel', supplier_id: 'duffel' };
    expect(suppliersOf({ DUFFEL_ACCESS_TOKEN: SOME_TOKEN })).toEqual([duffel]);
    const both = suppliersOf({ DUFFEL_ACCESS_TOKEN: SOME_TOKEN, SUPPLIERS: `duffel,${FIRST}` });
    expect(both).toEqual([duffel, { type: 'simulated', supplier_id: FIRST }]);
  });

  test('refuses Duffel without its token', () => {
    expect(faultsOf({ SUPPLIERS: 'duffel' })).toEqual([
      'SUPPLIERS names duffel without DUFFEL_ACCESS_TOKEN: expected the token to ask it with',
    ]);
  });

  test('never repeats a password or a token', () => {
    expect(faultsOf({ SUPPLIERS: 'https://user:hunter2@[bad/,nobody' }).join()).not.toContain('hunter2');
    expect(faultsOf({ DUFFEL_ACCESS_TOKEN: 'hunter 2' }).join()).not.toContain('hunter 2');
  });
});
