import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRedisUrl, parseRedisUrl } from '../../../src/adapters/redis/redis-url.ts';

const NOBODY = { credentials: {}, tls: false, db: 0 };
const AT_HOME = { host: 'localhost', port: 6_379 };

describe('REDIS_URL', () => {
  it.each([
    ['redis://localhost', { ...NOBODY, at: AT_HOME }],
    ['redis://localhost/', { ...NOBODY, at: AT_HOME }],
    ['redis://localhost:6380/7', { ...NOBODY, db: 7, at: { host: 'localhost', port: 6_380 } }],
    ['redis://[::1]:6379', { ...NOBODY, at: { host: '::1', port: 6_379 } }],
    ['rediss://redis_1.internal', { ...NOBODY, tls: true, at: { host: 'redis_1.internal', port: 6_379 } }],
    ['redis://:secret@localhost', { ...NOBODY, credentials: { password: 'secret' }, at: AT_HOME }],
    ['redis://ann@localhost', { ...NOBODY, credentials: { username: 'ann', password: '' }, at: AT_HOME }],
    ['redis://a:b:c@localhost', { ...NOBODY, credentials: { username: 'a', password: 'b:c' }, at: AT_HOME }],
    ['redis://a:b@c@localhost', { ...NOBODY, credentials: { username: 'a', password: 'b@c' }, at: AT_HOME }],
  ])('%s leads to one server', (url, address) => {
    expect(parseRedisUrl(url)).toEqual(address);
  });

  it('leads to the primary that Sentinels name', () => {
    expect(parseRedisUrl('redis+sentinel://one,two:26380/main')).toEqual({
      ...NOBODY,
      at: {
        hosts: [
          { host: 'one', port: 26_379 },
          { host: 'two', port: 26_380 },
        ],
        name: 'main',
        credentials: {},
      },
    });
  });

  it('holds credentials for Redis, and others for Sentinels', () => {
    const url = 'rediss+sentinel://u:p@one/a%20b/3?sentinel_username=s&sentinel_password=x+y%3D%26';
    expect(parseRedisUrl(url)).toEqual({
      tls: true,
      credentials: { username: 'u', password: 'p' },
      db: 3,
      at: {
        hosts: [{ host: 'one', port: 26_379 }],
        name: 'a b',
        credentials: { username: 's', password: 'x+y=&' },
      },
    });
  });

  it('carries any user and any password, percent-encoded', () => {
    const word = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(word, word, word, (user, password, other) => {
        const [u, p, o] = [user, password, other].map(encodeURIComponent);
        const one = parseRedisUrl(`redis://${u}:${p}@localhost`);
        expect(one?.credentials).toEqual({ username: user, password });
        const many = parseRedisUrl(`redis+sentinel://${u}:${p}@one,two/main?sentinel_password=${o}`);
        expect(many?.credentials).toEqual({ username: user, password });
        expect(many?.at).toMatchObject({ name: 'main', credentials: { password: other } });
      }),
    );
  });

  it.each([
    'localhost:6379',
    'http://localhost',
    'redis:',
    'redis://',
    'redis://:secret@',
    'redis://localhost/db',
    'redis://localhost/1/2',
    'redis://localhost:0',
    'redis://localhost:70000',
    'redis://localhost:port',
    'redis://one,two',
    'redis://localhost?password=secret',
    'redis://localhost#0',
    'redis://us%zzer@localhost',
    'redis+sentinel://one',
    'redis+sentinel://one/',
    'redis+sentinel:///main',
    'redis+sentinel://one,/main',
    'redis+sentinel://one,two:x/main',
    'redis+sentinel://one/main/db',
    'redis+sentinel://one/main/0/1',
    'redis+sentinel://one/%zz',
    'redis+sentinel://one/main?password=secret',
    'redis+sentinel://one/main?sentinel_password=a&sentinel_password=b',
    'redis+sentinel://one/main?sentinel_password=%zz',
    'redis+tls://localhost',
  ])('is not %s', (url) => {
    expect(isRedisUrl(url)).toBe(false);
  });
});
