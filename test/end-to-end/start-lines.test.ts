import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API_KEYS, newKey } from '../support/api-keys.ts';
import { type Ended, Program, type Settings } from '../support/program.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';

/** A spelling of the loopback address that is not taken for one, so that nobody else can reach what listens there. */
const HOST = '0x7f.1';
const SUPPLIERS = 'acme=http://127.0.0.1:1/offers,kestrel';
const TYPES = { acme: 'url', kestrel: 'simulated' };

let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.stop());

const started = async (settings: Settings): Promise<Ended> => {
  const program = await Program.start({ HOST, SUPPLIERS, ...settings });
  const ended = await program.stop('SIGTERM');
  expect(ended).toMatchObject({ code: 0, errors: '' });
  return ended;
};

const isWarned = ({ log }: Ended): boolean =>
  log.some(({ msg, level }) => msg === 'open_to_anybody' && level === 40);

describe('a start on Redis', () => {
  it.each([
    ['all', TYPES, true],
    ['gateway', undefined, true],
    ['provider', TYPES, false],
  ] as const)('as %s writes nothing but its log, with what matters', async (role, suppliers, isOpen) => {
    const ended = await started({ ROLE: role, REDIS_URL: server.urlOf(role) });
    expect(ended.printed).toBe('');
    const line = ended.log.find(({ msg }) => msg === 'listening');
    expect(line).toMatchObject({ role, store: 'redis', host: HOST, port: expect.any(Number) });
    expect(line?.['suppliers']).toEqual(suppliers);
    expect(isWarned(ended)).toBe(isOpen);
  });
});

describe('a start in memory', () => {
  it('warns in the log where whoever can reach it may request searches', async () => {
    expect(isWarned(await started({}))).toBe(true);
  });

  it.each([
    ['nobody else can', { HOST: '127.0.0.1' }],
    ['keys say who may', { API_KEYS: API_KEYS(newKey('web')) }],
  ])('does not where %s', async (_why, settings) => {
    expect(isWarned(await started(settings))).toBe(false);
  });
});
