import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisBells } from '../../../src/adapters/redis/bells.ts';
import { connectRedis, type RedisLink } from '../../../src/adapters/redis/connect.ts';
import { RedisResultStream } from '../../../src/adapters/result-stream/redis/redis-result-stream.ts';
import { LETTING_GO_MS, type Page, type Viewing } from '../../../src/domain/ports/result-stream.ts';
import { BEGINNING } from '../../../src/domain/search/position.ts';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import { requestedMessage, resultMessage } from '../../support/messages.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import { sharedRedisUrl } from '../../support/redis-users.ts';
import { until } from '../../support/until.ts';

const TTL_MS = 600_000;
const UNHEARD = new AbortController().signal;
const keyOf = (id: SearchId): string => `flight.search.results:${id}`;

/** The next page in which there is something. */
const nextPage = async (viewing: Viewing): Promise<Page> => {
  for (;;) {
    const page = await viewing.next();
    if (page.isErr() && page.error.type === 'gone') throw new Error('the stream is gone');
    if (page.isOk() && (page.value.reset || page.value.entries.length > 0)) return page.value;
  }
};

const payloadsOf = ({ entries }: Page): readonly string[] => entries.map(({ payload }) => payload);

const all = async (viewing: Viewing, count: number): Promise<readonly string[]> => {
  const payloads: string[] = [];
  while (payloads.length < count) payloads.push(...payloadsOf(await nextPage(viewing)));
  return payloads;
};

describe('a viewing on Redis', () => {
  let operator: Redis;
  let link: RedisLink;
  let stream: RedisResultStream;
  beforeAll(() => {
    operator = new Redis(sharedRedisUrl());
  });
  afterAll(() => operator.disconnect());
  beforeEach(async () => {
    link = connectRedis(sharedRedisUrl('gateway'), { onTrouble: () => undefined, onBack: () => undefined });
    await until(async () => link.commands.status === 'ready');
    stream = new RedisResultStream({
      redis: link.commands,
      bells: new RedisBells(link.subscriber, () => undefined),
    });
  });
  afterEach(() => link.close());

  const view = async (id: SearchId): Promise<Viewing> =>
    (await stream.view(id, BEGINNING, UNHEARD))._unsafeUnwrap();

  const searchWith = async (results: number): Promise<SearchId> => {
    const id = newSearchId();
    let tail = (await stream.create(id, requestedMessage(), TTL_MS))._unsafeUnwrap();
    for (let number = 1; number <= results; number += 1) {
      tail = (await stream.append(id, tail, [resultMessage(number)]))._unsafeUnwrap();
    }
    return id;
  };

  const cutLink = async (): Promise<void> => {
    const { localAddress, localPort } = link.commands.stream;
    const back = once(link.commands, 'ready');
    await operator.call('CLIENT', 'KILL', 'ADDR', `${localAddress}:${localPort}`);
    await back;
  };

  it('repeats nothing where the link came back to a server that knows less of its group', async () => {
    const id = await searchWith(3);
    await using viewing = await view(id);
    await all(viewing, 4);
    const [group] = await operator
      .call('XINFO', 'GROUPS', keyOf(id))
      .then((groups) => [String(groups).split(',')[1]]);
    await operator.xgroup('SETID', keyOf(id), group ?? '', '0');
    await cutLink();
    await operator.xadd(keyOf(id), '*', 'status', 'result', 'payload', '{"new":1}');
    expect(payloadsOf(await nextPage(viewing))).toEqual(['{"new":1}']);
  });

  it('is reset where the link came back to a server that has lost its last entry', async () => {
    const id = await searchWith(2);
    await using viewing = await view(id);
    await all(viewing, 3);
    const [last] = await operator.xrevrange(keyOf(id), '+', '-', 'COUNT', 1);
    await operator.xdel(keyOf(id), last?.[0] ?? '');
    await operator.xadd(keyOf(id), '*', 'status', 'result', 'payload', '{"instead":1}');
    await cutLink();
    expect((await nextPage(viewing)).reset).toBe(true);
    expect(await all(viewing, 3)).toContain('{"instead":1}');
  });

  it('leaves no group in Redis, even if the link was down when it ended', async () => {
    const id = await searchWith(1);
    const viewing = await view(id);
    await all(viewing, 2);
    expect(await operator.xinfo('GROUPS', keyOf(id))).toHaveLength(1);
    const back = once(link.commands, 'ready');
    link.commands.disconnect(true);
    await viewing[Symbol.asyncDispose]();
    expect(await operator.xinfo('GROUPS', keyOf(id))).toHaveLength(1);
    await back;
    await until(async () => String(await operator.xinfo('GROUPS', keyOf(id))) === '');
  });

  it('is looked at by who lets go of its stream only where there are few', async () => {
    const id = newSearchId();
    const tail = (await stream.create(id, requestedMessage(), TTL_MS))._unsafeUnwrap();
    const names = Array.from({ length: 101 }, (_, n) => `v:${n}.1`);
    for (const name of names) await operator.xgroup('CREATE', keyOf(id), name, tail.position);
    (await stream.letGo(id, tail.position))._unsafeUnwrap();
    expect(await operator.exists(keyOf(id))).toBe(1);
    expect(await operator.pttl(keyOf(id))).toBeLessThanOrEqual(LETTING_GO_MS);
    await operator.xgroup('DESTROY', keyOf(id), 'v:0.1');
    (await stream.letGo(id, tail.position))._unsafeUnwrap();
    expect(await operator.exists(keyOf(id))).toBe(0);
  });

  it('is gone, and alone, where somebody made something else of its key', async () => {
    const [spoiled, other] = [await searchWith(1), await searchWith(1)];
    await using one = await view(spoiled);
    await using another = await view(other);
    await Promise.all([all(one, 2), all(another, 2)]);
    await operator.set(keyOf(spoiled), 'no stream', 'PX', TTL_MS);
    await expect(nextPage(one)).rejects.toThrow('the stream is gone');
    await operator.xadd(keyOf(other), '*', 'status', 'result', 'payload', '{"new":1}');
    expect(payloadsOf(await nextPage(another))).toEqual(['{"new":1}']);
  });
});
