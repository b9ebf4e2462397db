import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { RedisBells } from '../../src/adapters/redis/bells.ts';
import { connectRedis } from '../../src/adapters/redis/connect.ts';
import { requireRedis } from '../../src/adapters/redis/require-redis.ts';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import { RedisResultStream } from '../../src/adapters/result-stream/redis/redis-result-stream.ts';
import { BEGINNING, isPosition } from '../../src/domain/search/position.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { COMPLETED_TTL_MS, type StreamWorld } from '../contract/result-stream/stream-world.ts';
import { newSearchId } from './new-search-id.ts';
import { realPatience } from './real-patience.ts';
import { urlAs } from './redis-users.ts';
import { TcpProxy } from './tcp-proxy.ts';
import { until } from './until.ts';

const READY_MS = 5_000;
const TRY_AGAIN_MS = 20;
const IDLE_TURNS = 3;

/** Whatever asks the store for something; not what keeps a connection alive, or subscribes. */
const COMMAND = /\b(EVALSHA|EVAL|XREADGROUP|XRANGE)\b/i;
const RING = /\r\nmessage\r\n/;

const timeOf = async (redis: Redis): Promise<number> => {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
};

const gatewayAt = async (port: number) => {
  // Links are cut on purpose here, and mend by themselves.
  const link = connectRedis(urlAs('gateway', port), {
    onTrouble: () => undefined,
    onBack: () => undefined,
  });
  for (const redis of [link.commands, link.subscriber]) (await requireRedis(redis, READY_MS))._unsafeUnwrap();
  const bells = new RedisBells(link.subscriber, () => undefined);
  const stream = new RedisResultStream({ redis: link.commands, bells, completedTtlMs: COMPLETED_TTL_MS });
  const close = () => {
    link.close();
  };
  return { stream, close };
};

/** Two gateways on one Redis, the first of them behind a network that fails when it is told to. */
export const redisWorld = async (url: string): Promise<StreamWorld & AsyncDisposable> => {
  const port = Number(new URL(url).port);
  const proxy = await TcpProxy.to(port);
  const gateway = await gatewayAt(proxy.port);
  const otherGateway = await gatewayAt(port);
  const operator = new Redis(url);
  const ids: SearchId[] = [];

  const isReached = async (): Promise<boolean> => {
    const page = await gateway.stream.read(newSearchId(), BEGINNING, 1);
    return page.isOk() || page.error.type === 'gone';
  };

  return {
    gateway: gateway.stream,
    otherGateway: otherGateway.stream,
    newId: () => {
      const id = newSearchId();
      ids.push(id);
      return id;
    },
    foreign: async (id, { position: at = '*', status = 'result', payload = '{}', seq } = {}) => {
      const fields = ['status', status, 'payload', payload, ...(seq === undefined ? [] : ['seq', seq])];
      const position = await operator.xadd(streamKey(id), 'NOMKSTREAM', at, ...fields);
      if (position === null || !isPosition(position)) throw new Error('no such search');
      return position;
    },
    plant: async (id, status, ttlMs) => {
      await operator.xadd(streamKey(id), '*', 'status', status, 'payload', '{}');
      if (ttlMs !== undefined) await operator.pexpire(streamKey(id), ttlMs);
    },
    trim: async (id, position) => void (await operator.xdel(streamKey(id), position)),
    loseTail: async (id, first) => {
      const key = streamKey(id);
      const lost = await operator.xrange(key, first, '+');
      await operator.xdel(key, ...lost.map(([position]) => position));
      const [last] = await operator.xrevrange(key, '+', '-', 'COUNT', 1);
      if (last === undefined) throw new Error('nothing is left of the search');
      await operator.call('XSETID', key, last[0]);
      proxy.resetAll();
      // No position is given away a second time.
      await until(async () => (await timeOf(operator)) > Number(lost.at(-1)?.[0].split('-')[0]));
    },
    cutLink: () => proxy.resetAll(),
    countViewings: async (id) => {
      const key = streamKey(id);
      if ((await operator.exists(key)) === 0) return 0;
      const groups = await operator.xinfo('GROUPS', key);
      return Array.isArray(groups) ? groups.length : 0;
    },
    loseNextAnswer: () => proxy.loseReplyTo(COMMAND),
    recovered: async () => {
      while (!(await realPatience.eventually(isReached()))) await setTimeout(TRY_AGAIN_MS);
    },
    // Commands are answered in the order in which they were sent, and some are sent with the next turn.
    idle: async () => {
      for (let turn = 0; turn < IDLE_TURNS; turn += 1) await isReached();
    },
    muteBells: () => {
      proxy.swallows = RING;
    },
    passTime: async (ms) => {
      for (const key of ids.map(streamKey)) {
        const leftMs = await operator.pttl(key);
        if (leftMs > ms) await operator.pexpire(key, leftMs - ms);
        else await operator.del(key);
      }
    },
    ...realPatience,
    [Symbol.asyncDispose]: async () => {
      gateway.close();
      otherGateway.close();
      operator.disconnect();
      await proxy[Symbol.asyncDispose]();
    },
  };
};
