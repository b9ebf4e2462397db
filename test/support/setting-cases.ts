import { PROFILES } from '../../src/adapters/suppliers/simulated/profiles.ts';
import type { Config } from '../../src/config.ts';

export type SettingName = keyof Config;

export interface SettingCase {
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
const SOME_DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const OTHER_DIGEST = '0b'.repeat(32);

/** What each setting may be, and may not. */
export const SETTING_CASES: Readonly<Record<SettingName, SettingCase>> = {
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
      'redis+sentinel://one,two:26380/main/1': 'redis+sentinel://one,two:26380/main/1',
    },
    bad: [
      'localhost:6379',
      'http://localhost',
      'redis',
      '6379',
      'redis://localhost/abc',
      'redis+sentinel://one',
    ],
    sentence:
      'a URL like redis://localhost:6379, rediss://user:password@host:6380/0 or redis+sentinel://host:26379/name',
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
  RATE_LIMIT: {
    byDefault: 60,
    good: { 0: 0, 100000: 100_000 },
    bad: ['-1', '100001', '1.5', 'off'],
    sentence: 'a whole number from 0 to 100000, like 60',
  },
  API_KEYS: {
    byDefault: undefined,
    good: {
      [`web:${SOME_DIGEST}, app-2:${OTHER_DIGEST.toUpperCase()}`]: [
        { name: 'web', digest: Buffer.from(SOME_DIGEST, 'hex') },
        { name: 'app-2', digest: Buffer.from(OTHER_DIGEST, 'hex') },
      ],
    },
    bad: ['web', `:${SOME_DIGEST}`, `web:${SOME_DIGEST}0`, `we b:${SOME_DIGEST}`, 'web:hunter2', ','],
    sentence: 'names with the SHA-256 of their keys in hex, like web:9f86d081…',
  },
  CORS_ORIGINS: {
    byDefault: undefined,
    good: {
      'https://example.com': ['https://example.com'],
      'https://example.com, http://localhost:5173': ['https://example.com', 'http://localhost:5173'],
    },
    bad: [
      '*',
      'example.com',
      'https://example.com/',
      'https://example.com/path',
      'ftp://example.com',
      'null',
      ''.padEnd(2),
      'https://*.example.com',
      'https://*',
      'https://example.com, https://*.example.com',
    ],
    sentence: 'origins with commas, without wildcards or paths, like https://www.example.com',
  },
  TRUST_PROXY: {
    byDefault: 0,
    good: { 1: 1, 8: 8 },
    bad: ['-1', '9', 'true'],
    sentence: 'a whole number from 0 to 8, like 0',
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
