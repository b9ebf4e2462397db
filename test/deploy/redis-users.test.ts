import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { fencedBlock } from '../support/documents.ts';
import { findRedisServer } from '../support/find-redis-server.ts';
import { freePort } from '../support/free-port.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { nameOf, type RedisUser, USERS, USERS_FILE } from '../support/redis-users.ts';
import { ANSWER, FORBIDDEN, GROUP, IDEMPOTENCY, REQUESTS, RESULTS } from './forbidden-commands.ts';

describe('the users of deploy/redis', () => {
  let server: RedisServer;
  let operator: Redis;
  const links = new Map<RedisUser, Redis>();

  beforeAll(async () => {
    // Without it nobody may, and Redis says so before it looks at who asks.
    server = await startRedisServer({ args: ['--enable-debug-command', 'yes'] });
    operator = new Redis(server.url);
    // What is there shows that it was refused for the right of it, and not for want of it.
    await operator.xadd(RESULTS, '*', 'status', 'requested', 'payload', '{}');
    await operator.xgroup('CREATE', REQUESTS, GROUP, '0', 'MKSTREAM');
    for (const user of USERS) links.set(user, new Redis(server.urlOf(user), { enableReadyCheck: false }));
  });
  afterAll(async () => {
    for (const link of [operator, ...links.values()]) link.disconnect();
    await server.stop();
  });

  const answerTo = async (
    user: RedisUser,
    [name, ...args]: readonly [string, ...string[]],
  ): Promise<string> => {
    try {
      return `answered ${String(await links.get(user)?.call(name, ...args))}`;
    } catch (error) {
      return String(error);
    }
  };

  test.each(USERS)(
    '%s may do nothing that is not its work: each such command is refused (case 40)',
    async (user) => {
      const answers = await Promise.all(
        FORBIDDEN[user].map(async (command) => `${command.join(' ')}: ${await answerTo(user, command)}`),
      );
      expect(answers.length).toBeGreaterThan(100);
      expect(answers.filter((answer) => !answer.includes(': ReplyError: NOPERM '))).toEqual([]);
      expect(await operator.xlen(RESULTS)).toBe(1);
    },
  );

  it.each(['gateway', 'provider'] as const)(
    'keep a script of %s from what it may not do itself',
    async (user) => {
      const script = `return redis.call('DEL', KEYS[1])`;
      await expect(links.get(user)?.call('EVAL', script, 1, RESULTS)).rejects.toThrow(
        /NOPERM|can't run this/,
      );
      const key = user === 'gateway' ? ANSWER : IDEMPOTENCY;
      const reaching = `return redis.call('SET', '${key}', 'a')`;
      await expect(links.get(user)?.call('EVAL', reaching, 1, RESULTS)).rejects.toThrow(
        /NOPERM|can't access/,
      );
    },
  );

  it('are let in by their password only', async () => {
    for (const user of USERS) {
      const stranger = new Redis({
        port: server.port,
        username: nameOf(user),
        password: 'guessed',
        lazyConnect: true,
      });
      stranger.on('error', () => undefined);
      await expect(stranger.connect()).rejects.toThrow(/WRONGPASS|closed/);
      stranger.disconnect();
    }
  });
});

describe('the file of users as it comes', () => {
  it('is refused by Redis until each password is set, so that none is run with that anybody knows', async () => {
    const args = ['--port', String(await freePort()), '--aclfile', USERS_FILE];
    const { status, stdout } = spawnSync(findRedisServer(), args, { encoding: 'utf8', timeout: 10_000 });
    expect(status).toBe(1);
    expect(stdout.match(/password hash must be/g)).toHaveLength(USERS.length);
  });

  it('has its passwords set by the lines of its README, and lets in only whoever has one of them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'flight-search-users-'));
    await copyFile(USERS_FILE, join(folder, 'users.acl'));
    const lines = fencedBlock('deploy/redis/README.md', 'sh');
    const { stdout } = spawnSync('bash', ['-ec', lines], { cwd: folder, encoding: 'utf8' });
    const port = await freePort();
    const args = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--aclfile', 'users.acl'];
    const server = spawn(findRedisServer(), args, { cwd: folder, stdio: 'ignore' });
    const answerTo = async (userinfo: string): Promise<string> => {
      const redis = new Redis(`redis://${userinfo}127.0.0.1:${port}`, { enableReadyCheck: false });
      // Until it serves, it is tried again.
      redis.on('error', () => undefined);
      const answer = await redis.ping().catch(String);
      redis.disconnect();
      return answer;
    };
    try {
      const told = stdout.trim().split('\n');
      expect(told.map((line) => line.split(' ')[0])).toEqual(USERS.map((user) => user.toUpperCase()));
      for (const [at, user] of USERS.entries())
        expect(await answerTo(`${nameOf(user)}:${told[at]?.split(' ')[1]}@`)).toBe('PONG');
      expect(await answerTo('')).toContain('NOAUTH');
      // It has all rights, for Redis itself to read what it has kept, and no password that could be known.
      for (const password of ['x', 'default', 'nopass'])
        expect(await answerTo(`default:${password}@`)).toMatch(/WRONGPASS|NOAUTH/);
    } finally {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    }
  });
});
