import { describe, expect, it } from '@jest/globals';
import { type StoreRisk, storeRisks } from '../../../src/adapters/redis/store-risks.ts';

/** What `INFO` says of a server that risks nothing, as far as it matters. */
const SAFE = { maxmemory_policy: 'noeviction', aof_enabled: '1', connected_slaves: '0' };

const info = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}:${value}\r\n`)
    .join('');

const settings = (risks: readonly StoreRisk[]): readonly string[] =>
  risks.map(({ risk }) => /\((\S+)/.exec(risk)?.[1] ?? risk);

describe('what the settings of a Redis risk', () => {
  it.each([
    ['nothing, where they are those that are recommended', {}, []],
    ['searches, where it may evict them', { maxmemory_policy: 'allkeys-lru' }, ['maxmemory-policy']],
    ['searches, where it evicts what expires', { maxmemory_policy: 'volatile-ttl' }, ['maxmemory-policy']],
    ['searches at a restart, where it keeps no file of appends', { aof_enabled: '0' }, ['appendonly']],
    [
      'what a failover loses, where it has replicas and needs none',
      { connected_slaves: '2' },
      ['min-replicas-to-write'],
    ],
    ['nothing of that where it needs some', { connected_slaves: '2', min_slaves_good_slaves: '2' }, []],
    [
      'all of it, each said for itself',
      { maxmemory_policy: 'allkeys-lfu', aof_enabled: '0', connected_slaves: '1' },
      ['maxmemory-policy', 'appendonly', 'min-replicas-to-write'],
    ],
  ])('is %s', (_what, fields, named) => {
    const risks = storeRisks(info({ ...SAFE, ...fields }), false);
    expect(settings(risks)).toEqual(named);
    for (const [at, name] of named.entries()) expect(risks[at]?.instead).toContain(name);
  });

  it('is what a failover loses where Sentinels watch it, though no replica is there just now', () => {
    expect(settings(storeRisks(info(SAFE), true))).toEqual(['min-replicas-to-write']);
    expect(storeRisks(info({ ...SAFE, min_slaves_good_slaves: '0' }), true)).toEqual([]);
  });

  it('is not guessed where a server does not say', () => {
    expect(storeRisks('', false)).toEqual([]);
  });
});
