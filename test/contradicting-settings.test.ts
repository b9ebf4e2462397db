import { describe, expect, it, test } from '@jest/globals';
import { readConfig } from '../src/config.ts';

const read = (env: Readonly<Record<string, string>>): Record<string, unknown> =>
  readConfig(env)._unsafeUnwrap();
const faultsOf = (env: Readonly<Record<string, string>>) => readConfig(env)._unsafeUnwrapErr();

describe('settings that contradict each other', () => {
  test.each(['gateway', 'provider'])('are refused: the role %s without a Redis to share', (role) => {
    expect(faultsOf({ ROLE: role })).toEqual([
      `ROLE is "${role}" without REDIS_URL: expected "all", or the Redis that the roles share`,
    ]);
    expect(read({ ROLE: role, REDIS_URL: 'redis://localhost' })['ROLE']).toBe(role);
  });

  it('are refused: searches that are not kept until they are over', () => {
    const env = { SEARCH_DEADLINE: '30s', CLEANUP_GRACE: '90s' };
    expect(faultsOf({ ...env, RESULTS_TTL: '119s' })).toEqual([
      'RESULTS_TTL is too short: expected at least SEARCH_DEADLINE + CLEANUP_GRACE, 120s',
    ]);
    expect(read({ ...env, RESULTS_TTL: '2m' })['RESULTS_TTL']).toBe(120_000);
  });

  it('are refused: one port for two things', () => {
    expect(faultsOf({ PORT: '9100', ADMIN_PORT: '9100' })).toEqual([
      'ADMIN_PORT is 9100: expected another one than PORT, or none at all',
    ]);
  });

  it('are refused: one API key, of which nobody can tell whose it is', () => {
    const [one, other] = ['0a', '0b'].map((byte) => byte.repeat(32));
    const fault = 'API_KEYS has a key twice: expected each key once';
    expect(faultsOf({ API_KEYS: `web:${one},app:${one}` })).toEqual([fault]);
    expect(read({ API_KEYS: `web:${one},web:${other}` })['API_KEYS']).toHaveLength(2);
  });
});
