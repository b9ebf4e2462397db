import { Redis } from 'ioredis';
import { type RedisServer, startRedisServer } from './redis-server.ts';
import { until } from './until.ts';

/** A whole copy goes over at once: by default a primary waits five seconds for further replicas. */
export const PRIMARY_SETTINGS = ['--repl-diskless-sync-delay', '0'] as const;

/** Resolves when a server has all that its primary has. */
const hasCopied = (redis: Redis) =>
  until(async () => (await redis.info('replication')).includes('master_link_status:up'));

/** Starts a replica of what serves a port, and resolves when it has copied all of it. */
export const startReplica = async (primaryPort: number): Promise<RedisServer> => {
  const args = ['--replicaof', `127.0.0.1 ${primaryPort}`, ...PRIMARY_SETTINGS];
  const server = await startRedisServer({ args });
  const redis = new Redis(server.url);
  await hasCopied(redis);
  redis.disconnect();
  return server;
};
