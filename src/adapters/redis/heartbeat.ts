import type { Redis } from 'ioredis';

/** An idle subscriber has no answer due, so nothing else would find out that its link is dead. */
const HEARTBEAT_MS = 1_500;

export const keepHeartbeat = (
  redis: Redis,
  onTrouble: (error: Error) => void,
): { readonly stop: () => void } => {
  const heartbeat = setInterval(() => {
    if (redis.status === 'ready') redis.ping().catch(onTrouble);
  }, HEARTBEAT_MS);
  return { stop: () => clearInterval(heartbeat) };
};
