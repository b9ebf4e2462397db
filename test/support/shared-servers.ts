import type { RedisServer } from './redis-server.ts';

/** What the set-up of a run started, for its end to stop. */
export const sharedServers: RedisServer[] = [];
