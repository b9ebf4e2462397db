import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { tidyStreams } from '../../../src/adapters/result-stream/redis/tidy-streams.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import { ownRedis } from '../../support/own-redis.ts';

const TTL_MS = 60_000;

const { server, redis: operator } = await ownRedis();

describe('whoever tidies streams in Redis', () => {
  it('removes nothing that it may not look at', async () => {
    const key = `flight.search.results:${newSearchId()}`;
    await operator.xadd(key, '*', 'status', 'requested', 'payload', '{}');
    await operator.call('ACL', 'SETUSER', 'blind', 'on', 'nopass', '~*', '+@all', '-xrange');
    const blind = new Redis(`redis://blind:any@127.0.0.1:${server.port}`);
    const tidied = await tidyStreams(blind)(TTL_MS);
    blind.disconnect();
    expect(tidied._unsafeUnwrapErr().type).toBe('unavailable');
    expect(await operator.xlen(key)).toBe(1);
    expect((await tidyStreams(operator)(TTL_MS))._unsafeUnwrap().removed).toBe(0);
    expect(await operator.pttl(key)).toBeGreaterThan(0);
  });
});
