import type { Redis } from 'ioredis';
import { infoField } from './info-field.ts';

/** An idle link has no answer due, so nothing else would find out that it is dead, or where it leads by now. */
const HEARTBEAT_MS = 1_500;

export interface Heartbeat {
  stop(): void;
}

const every = (redis: Redis, beat: () => Promise<unknown>, onTrouble: (error: Error) => void): Heartbeat => {
  const heartbeat = setInterval(() => {
    if (redis.status === 'ready') beat().catch(onTrouble);
  }, HEARTBEAT_MS);
  return { stop: () => clearInterval(heartbeat) };
};

/** Has a link that is dead noticed, and opened anew. */
export const keepAlive = (redis: Redis, onTrouble: (error: Error) => void): Heartbeat =>
  every(redis, () => redis.ping(), onTrouble);

/** A primary that was demoted answers reads as before, and would serve what is out of date to whoever only reads. */
export const watchRole = (
  redis: Redis,
  onDemoted: () => void,
  onTrouble: (error: Error) => void,
): Heartbeat => {
  const look = async (): Promise<void> => {
    if (infoField(await redis.info('replication'), 'role') !== 'master') onDemoted();
  };
  return every(redis, look, onTrouble);
};
