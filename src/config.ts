import { err, ok, type Result } from 'neverthrow';
import { z } from 'zod';
import { parseApiKey } from './adapters/http/api-keys.ts';
import { parseOrigin } from './adapters/http/cross-origin.ts';
import { isRedisUrl } from './adapters/redis/redis-url.ts';
import { PROFILES } from './adapters/suppliers/simulated/profiles.ts';
import { parseSupplierSources } from './adapters/suppliers/supplier-source.ts';
import { LOG_LEVELS } from './adapters/telemetry/logger.ts';
import { duration, listOf, oneOf, optionalPort, wholeNumber } from './setting-kinds.ts';

const SIMULATED: readonly string[] = PROFILES.map(({ supplier_id }) => supplier_id);

const supplierSources = z
  .string()
  .default(SIMULATED.join(','))
  .transform((text, context) =>
    parseSupplierSources(text, SIMULATED).match(
      (sources) => sources,
      (faults) => {
        for (const fault of faults) context.addIssue(fault);
        return z.NEVER;
      },
    ),
  );

const redisUrl = z.string().refine(isRedisUrl, {
  error:
    'a URL like redis://localhost:6379, rediss://user:password@host:6380/0 or redis+sentinel://host:26379/name',
});

const SETTINGS = z.object({
  ROLE: oneOf(['all', 'gateway', 'provider'], 'all'),
  PORT: wholeNumber(3000, 0, 65_535),
  HOST: z.string().min(1, { error: 'a host name or an address, like 127.0.0.1' }).default('127.0.0.1'),
  ADMIN_PORT: optionalPort,
  REDIS_URL: redisUrl.optional(),
  RESULTS_TTL: duration('30m', '1s', '24h'),
  CLEANUP: oneOf(['expire', 'delete'], 'expire'),
  CLEANUP_GRACE: duration('90s', '0s', '1h'),
  SEARCH_DEADLINE: duration('30s', '1s', '60s'),
  SUPPLIERS: supplierSources,
  SUPPLIER_TIMEOUT: duration('20s', '100ms', '60s'),
  SUPPLIER_CACHE: duration('60s', '0s', '10m'),
  DUFFEL_ACCESS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{1,512}$/, { error: 'a token, like duffel_test_…' })
    .optional(),
  SIMULATION_SPEED: wholeNumber(1, 1, 1_000),
  SIMULATION_SEED: z
    .string()
    .regex(/^[\w-]{1,64}$/, { error: 'up to 64 letters, digits, - or _' })
    .default('flight-search'),
  MAX_VIEWERS: wholeNumber(20_000, 1, 1_000_000),
  MAX_VIEWERS_PER_SEARCH: wholeNumber(8, 1, 1_000_000),
  RATE_LIMIT: wholeNumber(60, 0, 100_000),
  API_KEYS: listOf(parseApiKey, 'names with the SHA-256 of their keys in hex, like web:9f86d081…').optional(),
  CORS_ORIGINS: listOf(
    parseOrigin,
    'origins with commas, without wildcards or paths, like https://www.example.com',
  ).optional(),
  TRUST_PROXY: wholeNumber(0, 0, 8),
  HEARTBEAT: duration('15s', '100ms', '60s'),
  DRAIN_TIMEOUT: duration('20s', '0s', '10m'),
  LOG_LEVEL: oneOf(LOG_LEVELS, 'info'),
});

const shown = (value: unknown): string => (value === undefined ? 'not set' : JSON.stringify(value));

export const SETTING_NAMES: readonly string[] = Object.keys(SETTINGS.shape);

/** Every setting, as it is used: durations in milliseconds. */
export type Config = z.output<typeof SETTINGS>;

const conflicts = (config: Config): readonly string[] => {
  const { RESULTS_TTL, SEARCH_DEADLINE, CLEANUP_GRACE, ROLE, REDIS_URL, PORT, ADMIN_PORT } = config;
  const { SUPPLIERS, DUFFEL_ACCESS_TOKEN, API_KEYS = [] } = config;
  const faults: string[] = [];
  if (RESULTS_TTL < SEARCH_DEADLINE + CLEANUP_GRACE) {
    const least = `${(SEARCH_DEADLINE + CLEANUP_GRACE) / 1_000}s`;
    faults.push(`RESULTS_TTL is too short: expected at least SEARCH_DEADLINE + CLEANUP_GRACE, ${least}`);
  }
  if (REDIS_URL === undefined && ROLE !== 'all') {
    faults.push(`ROLE is "${ROLE}" without REDIS_URL: expected "all", or the Redis that the roles share`);
  }
  if (ADMIN_PORT === PORT && PORT !== 0) {
    faults.push(`ADMIN_PORT is ${ADMIN_PORT}: expected another one than PORT, or none at all`);
  }
  if (SUPPLIERS.some(({ type }) => type === 'duffel') && DUFFEL_ACCESS_TOKEN === undefined) {
    faults.push('SUPPLIERS names duffel without DUFFEL_ACCESS_TOKEN: expected the token to ask it with');
  }
  if (new Set(API_KEYS.map(({ digest }) => digest.toString('hex'))).size < API_KEYS.length) {
    faults.push('API_KEYS has a key twice: expected each key once');
  }
  return faults;
};

/** Left empty by mistake it would let everybody in, so it is not taken for left out, as others are. */
const NEVER_EMPTY = 'API_KEYS';

/** What they are is never repeated. */
const SECRETS: readonly string[] = ['REDIS_URL', 'DUFFEL_ACCESS_TOKEN', 'API_KEYS'];

const faultOf = (name: string, value: string | undefined, message: string): string => {
  if (name === 'SUPPLIERS') return `SUPPLIERS: ${message}`;
  if (name === NEVER_EMPTY && value?.trim() === '') {
    return `${name} is empty: expected ${message}, or leave it out to let everybody request searches`;
  }
  return `${name} is ${SECRETS.includes(name) ? 'not usable' : shown(value)}: expected ${message}`;
};

/** Real offers and invented ones are not mixed unless both are asked for by name. */
const withDuffelAlone = (given: Readonly<Record<string, string | undefined>>): typeof given =>
  given['DUFFEL_ACCESS_TOKEN'] === undefined ? given : { SUPPLIERS: 'duffel', ...given };

/** The settings, or one sentence for each that is wrong, which says what was expected. Passwords are not repeated. */
export const readConfig = (
  env: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly string[]> => {
  const said = Object.entries(env).filter(([name, value]) => value !== '' || name === NEVER_EMPTY);
  const given = withDuffelAlone(Object.fromEntries(said));
  const parsed = SETTINGS.safeParse(given);
  if (!parsed.success) {
    return err(
      parsed.error.issues.map(({ path, message }) => {
        const name = String(path[0]);
        return faultOf(name, given[name], message);
      }),
    );
  }
  const faults = conflicts(parsed.data);
  return faults.length > 0 ? err(faults) : ok(parsed.data);
};

const LOOPBACK = /^(127\.|::1$|localhost$)/;

/** Whether whoever reaches it from elsewhere may request searches. */
export const isOpenToAnybody = ({ API_KEYS, HOST, ROLE }: Config): boolean =>
  ROLE !== 'provider' && API_KEYS === undefined && !LOOPBACK.test(HOST);

/** How long searches are kept, in milliseconds. */
export interface Retention {
  /** From the first message on. */
  readonly ttlMs: number;
  /** Once completed; undefined: as long as before. */
  readonly completedTtlMs: number | undefined;
  /** For viewers on their way back to a completed search; undefined: as long as for anyone. */
  readonly graceMs: number | undefined;
  /** Longer than this after its creation no search is kept. */
  readonly keptAtMostMs: number;
}

/** A search may end so much behind its deadline. */
const LATE_MS = 2_000;

export const retentionOf = ({ CLEANUP, CLEANUP_GRACE, RESULTS_TTL, SEARCH_DEADLINE }: Config): Retention => {
  const keptAtMostMs = SEARCH_DEADLINE + LATE_MS + RESULTS_TTL;
  const deletes = CLEANUP === 'delete';
  // Without grace the gateway that has sent the end deletes the stream itself; until then it stays.
  const graceOrAsBefore = CLEANUP_GRACE === 0 ? undefined : CLEANUP_GRACE;
  return {
    ttlMs: RESULTS_TTL,
    completedTtlMs: deletes ? graceOrAsBefore : RESULTS_TTL,
    graceMs: deletes ? CLEANUP_GRACE : undefined,
    keptAtMostMs,
  };
};
