import type { Redis } from 'ioredis';
import type { RedisLink } from '../../src/adapters/redis/connect.ts';
import { infoField } from '../../src/adapters/redis/info-field.ts';
import type { RedisServer } from './redis-server.ts';

/** Which server answers; undefined while there is none. */
const portOf = async (redis: Redis): Promise<string | undefined> => {
  const info = await redis.info('server').catch(() => '');
  return infoField(info, 'tcp_port');
};

/** Whether all connections of a link are to this server just now, through whatever lies between. */
export const leadsTo = async (
  { commands, subscriber }: RedisLink,
  { port }: RedisServer,
): Promise<boolean> => {
  const ports = await Promise.all([commands, subscriber].map(portOf));
  return ports.every((found) => found === String(port));
};
