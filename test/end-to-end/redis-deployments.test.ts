import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { connectRedis } from '../../src/adapters/redis/connect.ts';
import { requireRedis } from '../../src/adapters/redis/require-redis.ts';
import { type Certificates, makeCertificates, tlsSettings } from '../support/certificates.ts';
import { freePort } from '../support/free-port.ts';
import { type Ended, Program } from '../support/program.ts';
import { PRIMARY, type Sentinel, startSentinel } from '../support/redis-sentinel.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { entriesOf, requestSearch, storedEntries, viewSearch } from '../support/searches.ts';

const PASSWORD = 'ü p@ss/w:rd#?%&+=,[]';
/** Long enough to be refused twice. */
const SOON_MS = 1_500;
const SPECIAL = encodeURIComponent(PASSWORD);

let certificates: Certificates;
let others: Certificates;
let tlsPort: number;
let server: RedisServer;
let cluster: RedisServer;
let sentinel: Sentinel;
let tlsSentinelPort: number;
/** It takes its time to be sure, and needs nobody meanwhile. */
let untrusted: Promise<Ended>;

const trusting = (ca: string) => ({ NODE_EXTRA_CA_CERTS: ca });
const secure = (url: string, port: number): string =>
  url.replace('redis:', 'rediss:').replace(/:\d+$/, `:${port}`);

beforeAll(async () => {
  [certificates, others, tlsPort, tlsSentinelPort] = await Promise.all([
    makeCertificates(),
    makeCertificates(),
    freePort(),
    freePort(),
  ]);
  const tls = Object.entries(tlsSettings(tlsPort, certificates));
  server = await startRedisServer({ args: tls.flatMap(([name, value]) => [`--${name}`, value]) });
  cluster = await startRedisServer({ args: ['--cluster-enabled', 'yes'] });
  const ofSentinel = Object.entries(tlsSettings(tlsSentinelPort, certificates));
  sentinel = await startSentinel(server, {
    primaryPort: tlsPort,
    settings: [...ofSentinel.map(([name, value]) => `${name} ${value}`), 'tls-replication yes'],
  });
  const redis = new Redis(server.url);
  await redis.call('ACL', 'SETUSER', 'ann', 'on', `>${PASSWORD}`, '~*', '&*', '+@all');
  redis.disconnect();
  untrusted = Program.run({ REDIS_URL: secure(server.urlOf('all'), tlsPort), ...trusting(others.ca) });
});
afterAll(async () => {
  await sentinel.stop();
  await Promise.all([server.stop(), cluster.stop()]);
  await Promise.all([certificates.remove(), others.remove()]);
});

/** Serves a search from its request to its end. */
const serves = async (settings: Readonly<Record<string, string>>): Promise<Program> => {
  const redis = new Redis(server.url);
  const program = await Program.start({ SIMULATION_SPEED: '50', ...settings });
  const id = await requestSearch(program.url);
  await using viewer = await viewSearch(program.url, id);
  expect(await viewer.ended).toBe('ended');
  expect(viewer.events.at(-1)?.data).toContain('"outcome":"complete"');
  expect(entriesOf(viewer.events)).toEqual(await storedEntries(redis, id));
  redis.disconnect();
  expect(await program.stop('SIGTERM')).toMatchObject({ code: 0, errors: '' });
  return program;
};

/** What comes of a start, but for the process. */
const start = async (url: string) => {
  const troubles: string[] = [];
  const onTrouble = ({ message }: Error): void => void troubles.push(message);
  const link = connectRedis(url, { onTrouble, onBack: () => undefined });
  const required = await requireRedis(link.commands, SOON_MS);
  link.close();
  expect(troubles.join(' ')).not.toMatch(/p@ss|p%40ss/);
  return required;
};

describe('a Redis', () => {
  it('is reached by TLS, its certificate signed by a private CA that NODE_EXTRA_CA_CERTS names', async () => {
    const url = secure(server.urlOf('all'), tlsPort);
    const { log } = await serves({ REDIS_URL: url, ...trusting(certificates.ca) });
    // What its settings risk is said once, with what to set instead.
    expect(log.filter(({ msg }) => msg === 'store_at_risk')).toEqual([
      expect.objectContaining({
        level: 40,
        risk: 'when Redis starts again, the searches it held are lost (appendonly no)',
        instead: 'appendonly yes, and appendfsync everysec',
      }),
    ]);
  });

  it('is reached by TLS through a Sentinel that is reached by TLS, whichever of those that are named is there', async () => {
    const [, userInfo = ''] = /\/\/(.*)@/.exec(server.urlOf('all')) ?? [];
    const hosts = `127.0.0.1:1,127.0.0.1:${tlsSentinelPort}`;
    const url = `rediss+sentinel://${userInfo}@${hosts}/${PRIMARY}`;
    await serves({ REDIS_URL: url, ...trusting(certificates.ca) });
  });

  it('may have a password with any characters', async () => {
    const refused = await start(`redis://ann:${SPECIAL}@127.0.0.1:${server.port}`);
    expect(refused.isOk()).toBe(true);
  });
});

describe('a start is refused in one sentence', () => {
  it.concurrent.each([
    ['a server with TLS only', () => `redis://127.0.0.1:${tlsPort}`, /use rediss|ECONNRESET/],
    ['a wrong password', () => `redis://ann:not-${SPECIAL}@127.0.0.1:${server.port}`, /WRONGPASS/],
    [
      'a name that the Sentinel does not know',
      () => `redis+sentinel://127.0.0.1:${sentinel.port}/nobody`,
      /the Sentinel at 127\.0\.0\.1:\d+ knows no primary of that name/,
    ],
    [
      'Sentinels that are not there',
      () => 'redis+sentinel://127.0.0.1:1/main',
      /the Sentinel at 127\.0\.0\.1:1 cannot be asked: connect ECONNREFUSED/,
    ],
    [
      'a Sentinel whose CA is not trusted',
      () => `rediss+sentinel://127.0.0.1:${tlsSentinelPort}/${PRIMARY}`,
      /cannot be asked: .*certificate.*: NODE_EXTRA_CA_CERTS names a file/,
    ],
    [
      'a Sentinel itself',
      () => `redis://127.0.0.1:${sentinel.port}`,
      /this is a Sentinel, not a Redis: redis\+sentinel:\/\/ connects/,
    ],
  ])('for %s', async (_what, url, sentence) => {
    const why = (await start(url()))._unsafeUnwrapErr();
    expect(why).not.toMatch(/p@ss|p%40ss/);
    expect(why).toMatch(sentence);
    expect(why).not.toContain('\n');
  });

  it('for a CA that is not the one that NODE_EXTRA_CA_CERTS names', async () => {
    const { code, errors } = await untrusted;
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^REDIS_URL cannot be used: .+certificate.*: NODE_EXTRA_CA_CERTS names a file.+\n$/,
    );
  });

  it('for a Redis Cluster, so that no search is ever lost to a slot that moves (case 22)', async () => {
    const { code, errors } = await Program.run({ REDIS_URL: cluster.urlOf('all') });
    expect(code).toBe(1);
    expect(errors).toMatch(/^REDIS_URL cannot be used: this is a Redis Cluster, .+\n$/);
  });
});
