import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { ok } from 'neverthrow';
import { connectRedis, type RedisLink } from '../../../src/adapters/redis/connect.ts';
import { requireRights } from '../../../src/adapters/redis/require-rights.ts';
import { type RedisServer, startRedisServer } from '../../support/redis-server.ts';
import { nameOf, testUsers } from '../../support/redis-users.ts';
import { until } from '../../support/until.ts';

const ROLES = ['gateway', 'provider', 'all'] as const;

/** What a user may do, in words of its line; what stands in brackets belongs together. */
const rulesOf = (role: string): readonly string[] => {
  const line = testUsers()
    .split('\n')
    .find((one) =>
      one.startsWith(`user ${nameOf(role === 'gateway' || role === 'provider' ? role : 'all')} `),
    );
  return (line ?? '').split(' ').slice(2);
};

describe('the rights that are asked for at start', () => {
  let server: RedisServer;
  let operator: Redis;
  const links = new Map<string, RedisLink>();

  beforeAll(async () => {
    server = await startRedisServer();
    operator = new Redis(server.url);
    for (const role of ROLES) {
      const link = connectRedis(server.urlOf(role), { onTrouble: () => undefined, onBack: () => undefined });
      await until(() => link.commands.status === 'ready' && link.subscriber.status === 'ready');
      links.set(role, link);
    }
  });
  afterAll(async () => {
    operator.disconnect();
    for (const link of links.values()) link.close();
    await server.stop();
  });

  const linkOf = (role: string): RedisLink => {
    const link = links.get(role);
    if (link === undefined) throw new Error(`nobody is ${role}`);
    return link;
  };

  it.each(ROLES)('are those that the user of %s has', async (role) => {
    expect(await requireRights(linkOf(role), role)).toEqual(ok(undefined));
  });

  it('are looked at without a trace', async () => {
    for (const role of ROLES) await requireRights(linkOf(role), role);
    expect(await operator.keys('*')).toEqual([]);
    expect(await operator.call('PUBSUB', 'CHANNELS')).toEqual([]);
  });

  it.each(ROLES)('are every single one of them: without it, the user of %s is told which', async (role) => {
    const rules = rulesOf(role);
    for (const [at, rule] of rules.entries()) {
      const command = /^\+([a-z|]+)\)?$/.exec(rule)?.[1];
      // SELECT is asked for before, and nothing is left to unsubscribe from.
      if (command === undefined || command === 'select' || command === 'unsubscribe') continue;
      const without = rules.with(at, rule.endsWith(')') ? ')' : '');
      await operator.call('ACL', 'SETUSER', nameOf(role), 'reset', ...without.filter((one) => one !== ''));
      const why = (await requireRights(linkOf(role), role)).match(() => 'nothing is missing', String);
      expect(why).toContain(`the user ${nameOf(role)} may not do what ROLE=${role} needs (`);
      expect(why).toContain(command.toUpperCase().replace('|', ' '));
    }
    await operator.call('ACL', 'SETUSER', nameOf(role), 'reset', ...rules);
  });

  it('are told in one sentence, which names a few of many', async () => {
    const why = (await requireRights(linkOf('gateway'), 'all'))._unsafeUnwrapErr();
    expect(why).toMatch(
      /^the user flight-search-gateway may not do what ROLE=all needs \(\S.*, .*, .* and \d+ more\): see deploy\/redis$/,
    );
  });
});
