import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisBells } from '../../../src/adapters/redis/bells.ts';
import { connectRedis, type RedisLink } from '../../../src/adapters/redis/connect.ts';
import { RedisResultStream } from '../../../src/adapters/result-stream/redis/redis-result-stream.ts';
import { completedMessage, requestedMessage } from '../../support/messages.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import { floodStream } from '../../support/flood-stream.ts';
import { until } from '../../support/until.ts';

const TTL_MS = 60_000;
/** More than one run of the script looks at. */
const FLOOD = 12_000;
const url = process.env['TEST_REDIS_URL'] ?? '';

describe('the end of a flooded stream on Redis', () => {
  let operator: Redis;
  let link: RedisLink;
  let stream: RedisResultStream;
  beforeAll(async () => {
    operator = new Redis(url);
    link = connectRedis(url, { onTrouble: () => undefined, onBack: () => undefined });
    await until(async () => link.commands.status === 'ready');
    const bells = new RedisBells(link.subscriber, () => undefined);
    stream = new RedisResultStream({ redis: link.commands, bells });
  });
  afterAll(() => {
    operator.disconnect();
    link.close();
  });

  it('is found over several steps, between which others are served, and is stored once', async () => {
    const id = newSearchId();
    const tail = (await stream.create(id, requestedMessage(), TTL_MS))._unsafeUnwrap();
    await floodStream(operator, id, FLOOD, '{}');
    const ended = (await stream.end(id, tail, completedMessage()))._unsafeUnwrap();
    expect(ended.seq).toBe(1 + FLOOD + 1);
    expect((await stream.end(id, tail, completedMessage()))._unsafeUnwrap()).toEqual(ended);
    const other = await stream.end(id, tail, completedMessage({ other: true }));
    expect(other.isErr() && other.error.type).toBe('conflict');
    expect(await operator.xlen(`flight.search.results:${id}`)).toBe(1 + FLOOD + 1);
  });
});
