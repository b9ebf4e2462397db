import { describe, expect, it, test } from '@jest/globals';
import { readConfig, SETTING_NAMES } from '../src/config.ts';
import { SETTING_CASES as CASES } from './support/setting-cases.ts';

const cases = Object.entries(CASES);
const goods = cases.flatMap(([name, { good }]) =>
  Object.entries(good).map(([text, value]) => ({ name, text, value })),
);
const bads = cases.flatMap(([name, { bad, sentence }]) => bad.map((text) => ({ name, text, sentence })));

const read = (env: Readonly<Record<string, string | undefined>>): Record<string, unknown> =>
  readConfig(env)._unsafeUnwrap();
const faultsOf = (env: Readonly<Record<string, string>>) => readConfig(env)._unsafeUnwrapErr();

describe('the settings', () => {
  it('are all tested here', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(SETTING_NAMES.toSorted());
  });

  it('all have a value, or do without one, where nothing is said', () => {
    const defaults = cases.map(([name, { byDefault }]) => [name, byDefault]);
    expect(read({})).toEqual(Object.fromEntries(defaults));
  });

  it('are not said where they are empty', () => {
    const others = SETTING_NAMES.filter((name) => name !== 'API_KEYS');
    expect(read(Object.fromEntries(others.map((name) => [name, ''])))).toEqual(read({}));
  });

  test.each(['', ' '])(
    'let nobody in by an API_KEYS of "%s", as a secret that is missing leaves it',
    (text) => {
      expect(faultsOf({ API_KEYS: text })).toEqual([
        'API_KEYS is empty: expected names with the SHA-256 of their keys in hex, like web:9f86d081…, ' +
          'or leave it out to let everybody request searches',
      ]);
    },
  );

  test.each(goods)('understand $name=$text', ({ name, text, value }) => {
    expect(read({ [name]: text })[name]).toEqual(value);
  });

  test.each(bads)('refuse $name=$text with a sentence', ({ name, text, sentence }) => {
    const isSecret = ['REDIS_URL', 'DUFFEL_ACCESS_TOKEN', 'API_KEYS'].includes(name);
    const value = isSecret ? 'not usable' : JSON.stringify(text);
    expect(faultsOf({ [name]: text })).toEqual([`${name} is ${value}: expected ${sentence}`]);
  });

  it('are refused all at once, a sentence for each', () => {
    const faults = faultsOf({ PORT: 'x', ROLE: 'y', HEARTBEAT: 'z' });
    const names = faults.map((fault) => fault.split(' ')[0]);
    expect(names).toHaveLength(3);
    expect(new Set(names)).toEqual(new Set(['HEARTBEAT', 'PORT', 'ROLE']));
  });

  it('never repeat a password', () => {
    expect(faultsOf({ REDIS_URL: 'reddis://user:hunter2@host:6379' }).join()).not.toContain('hunter2');
    expect(faultsOf({ REDIS_URL: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('leave alone what is meant for others', () => {
    expect(read({ PATH: '/bin', HOME: '/root', NODE_ENV: 'production' })).toEqual(read({}));
  });
});
