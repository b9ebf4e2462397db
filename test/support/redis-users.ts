import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const USERS = ['gateway', 'provider', 'all', 'foreign'] as const;
/** Whom Redis lets in, each with no more than it needs. */
export type RedisUser = (typeof USERS)[number];

/** What operators are given. */
export const USERS_FILE = fileURLToPath(new URL('../../deploy/redis/users.acl', import.meta.url));

/** For the test itself, and for the replicas and Sentinels of a test: whom operators are told to add for themselves. */
const OPERATOR = 'operator';
export type TestUser = RedisUser | typeof OPERATOR;

/** Not the same in a URL as outside of it. */
const passwordOf = (user: TestUser): string => (user === OPERATOR ? 'anything-goes' : `p@ss/word of ${user}`);

/** As whom a user logs in. */
export const nameOf = (user: TestUser): string => (user === OPERATOR ? user : `flight-search-${user}`);

const hashOf = (password: string): string => createHash('sha256').update(password).digest('hex');

/** The users as operators are given them, with passwords, and the operator. */
export const testUsers = (): string =>
  USERS.reduce(
    (file, user) => file.replace(`#SHA256_OF_${user.toUpperCase()}_PASSWORD`, `#${hashOf(passwordOf(user))}`),
    `${readFileSync(USERS_FILE, 'utf8')}user ${OPERATOR} on #${hashOf(passwordOf(OPERATOR))} ~* &* +@all\n`,
  );

/** How the operator logs in on a bare connection. */
export const OPERATOR_LOGIN = `AUTH ${OPERATOR} ${passwordOf(OPERATOR)}\r\n`;

/** By which replicas come in as the operator. */
export const REPLICA_LOGIN = ['--masteruser', OPERATOR, '--masterauth', passwordOf(OPERATOR)] as const;

/** By which a Sentinel comes in as the operator. */
export const sentinelLogin = (primary: string): readonly string[] => [
  `sentinel auth-user ${primary} ${OPERATOR}`,
  `sentinel auth-pass ${primary} ${passwordOf(OPERATOR)}`,
];

/** For whoever is to be that user on a Redis of a test; at a proxy's port, where one stands in between. */
export const urlAs = (user: TestUser, port: number): string =>
  `redis://${nameOf(user)}:${encodeURIComponent(passwordOf(user))}@127.0.0.1:${port}`;

/** The Redis that all tests share; without a user, as the operator. */
export const sharedRedisUrl = (user?: RedisUser): string => {
  const url = process.env['TEST_REDIS_URL'] ?? '';
  return user === undefined ? url : urlAs(user, Number(new URL(url).port));
};
