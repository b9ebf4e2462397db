import { describe, expect, it, test } from '@jest/globals';
import { PROFILES } from '../src/adapters/suppliers/simulated/profiles.ts';
import { type Config, readConfig, SETTING_NAMES } from '../src/config.ts';

type Name = keyof Config;

interface Case {
  readonly byDefault: unknown;
  /** What may be said, and what it means. */
  readonly good: Readonly<Record<string, unknown>>;
  readonly bad: readonly string[];
  /** What is expected instead. */
  readonly sentence: string;
}

const SIMULATED = PROFILES.map(({ supplier_id }) => ({ type: 'simulated', supplier_id }));
const [FIRST = '', SECOND = ''] = PROFILES.map(({ supplier_id }) => supplier_id);
const SOME_TOKEN = 'duffel_test_abc';

const CASES: Readonly<Record<Name, Case>> = {
  ROLE: {
    byDefault: 'all',
    good: { all: 'all' },
    bad: ['worker', 'ALL', ' all'],
    sentence: 'one of all, gateway, provider',
  },
  PORT: {
    byDefault: 3_000,
    good: { 0: 0, 8080: 8_080, 65535: 65_535 },
    bad: ['65536', '-1', '80.5', 'http', '0x50', '1e3'],
    sentence: 'a whole number from 0 to 65535, like 3000',
  },
  HOST: { byDefault: '127.0.0.1', good: { '0.0.0.0': '0.0.0.0', '::1': '::1' }, bad: [], sentence: '' },
  ADMIN_PORT: {
    byDefault: undefined,
    good: { 9100: 9_100 },
    bad: ['70000', '-1', 'admin'],
    sentence: 'a port, like 9100',
  },
  REDIS_URL: {
    byDefault: undefined,
    good: {
      'redis://localhost:6379': 'redis://localhost:6379',
      'rediss://user:pass@host:6380/1': 'rediss://user:pass@host:6380/1',
    },
    bad: ['localhost:6379', 'http://localhost', 'redis', '6379', 'redis://localhost/abc'],
    sentence: 'a URL like redis://localhost:6379 or rediss://user:password@host:6380/0',
  },
  RESULTS_TTL: {
    byDefault: 30 * 60_000,
    good: { '1h': 3_600_000, '24h': 86_400_000, '200s': 200_000, '150000ms': 150_000 },
    bad: ['30', '30 m', 'm', '1d', '25h', '1.5h', '-1m', '9999999999s'],
    sentence: 'a duration from 1s to 24h, like 30m',
  },
  CLEANUP: {
    byDefault: 'expire',
    good: { delete: 'delete' },
    bad: ['never', 'DELETE'],
    sentence: 'one of expire, delete',
  },
  CLEANUP_GRACE: {
    byDefault: 90_000,
    good: { '0s': 0, '5m': 300_000 },
    bad: ['0', '2h', 'soon'],
    sentence: 'a duration from 0s to 1h, like 90s',
  },
  SEARCH_DEADLINE: {
    byDefault: 30_000,
    good: { '1s': 1_000, '1m': 60_000 },
    bad: ['999ms', '61s', '0s'],
    sentence: 'a duration from 1s to 60s, like 30s',
  },
  SUPPLIERS: {
    byDefault: SIMULATED,
    good: {
      [FIRST]: SIMULATED.slice(0, 1),
      [`${FIRST}, ${SECOND} ,./acme.js`]: [
        ...SIMULATED.slice(0, 2),
        { type: 'module', supplier_id: 'acme', path: './acme.js' },
      ],
    },
    // Each item has a sentence of its own, below.
    bad: [],
    sentence: '',
  },
  SUPPLIER_TIMEOUT: {
    byDefault: 20_000,
    good: { '100ms': 100, '60s': 60_000 },
    bad: ['99ms', '2m'],
    sentence: 'a duration from 100ms to 60s, like 20s',
  },
  SUPPLIER_CACHE: {
    byDefault: 60_000,
    good: { '0s': 0, '10m': 600_000 },
    bad: ['11m', '-1s'],
    sentence: 'a duration from 0s to 10m, like 60s',
  },
  DUFFEL_ACCESS_TOKEN: {
    byDefault: undefined,
    good: { [SOME_TOKEN]: SOME_TOKEN },
    bad: ['two words', 'x'.repeat(513)],
    sentence: 'a token, like duffel_test_…',
  },
  SIMULATION_SPEED: {
    byDefault: 1,
    good: { 20: 20, 1000: 1_000 },
    bad: ['0', '1001', '0.5', 'fast'],
    sentence: 'a whole number from 1 to 1000, like 1',
  },
  SIMULATION_SEED: {
    byDefault: 'flight-search',
    good: { 'a-b_9': 'a-b_9' },
    bad: ['a b', 'x'.repeat(65), 'é'],
    sentence: 'up to 64 letters, digits, - or _',
  },
  MAX_VIEWERS: {
    byDefault: 20_000,
    good: { 1: 1, 1000000: 1_000_000 },
    bad: ['0', '1000001', '20k', ''.padEnd(11, '9')],
    sentence: 'a whole number from 1 to 1000000, like 20000',
  },
  MAX_VIEWERS_PER_SEARCH: {
    byDefault: 8,
    good: { 1: 1 },
    bad: ['0', 'eight'],
    sentence: 'a whole number from 1 to 1000000, like 8',
  },
  HEARTBEAT: {
    byDefault: 15_000,
    good: { '100ms': 100, '60s': 60_000 },
    bad: ['0s', '61s'],
    sentence: 'a duration from 100ms to 60s, like 15s',
  },
  DRAIN_TIMEOUT: {
    byDefault: 20_000,
    good: { '0s': 0, '10m': 600_000 },
    bad: ['11m', 'forever'],
    sentence: 'a duration from 0s to 10m, like 20s',
  },
  LOG_LEVEL: {
    byDefault: 'info',
    good: { silent: 'silent', debug: 'debug' },
    bad: ['verbose', 'INFO'],
    sentence: 'one of fatal, error, warn, info, debug, silent',
  },
};

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
    expect(read(Object.fromEntries(SETTING_NAMES.map((name) => [name, ''])))).toEqual(read({}));
  });

  test.each(goods)('understand $name=$text', ({ name, text, value }) => {
    expect(read({ [name]: text })[name]).toEqual(value);
  });

  test.each(bads)('refuse $name=$text with a sentence', ({ name, text, sentence }) => {
    const isSecret = name === 'REDIS_URL' || name === 'DUFFEL_ACCESS_TOKEN';
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
