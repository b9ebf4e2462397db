import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { isErrorReply } from './attempt.ts';

/** A Lua script, which Redis runs as one step. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

export const script = (lua: string): Script => ({ lua, sha: createHash('sha1').update(lua).digest('hex') });

/** By its hash; with its text only where the server has not seen it since it started. */
export const runScript = async (
  redis: Redis,
  { lua, sha }: Script,
  keys: readonly (string | Buffer)[],
  args: readonly (string | number)[],
): Promise<unknown> => {
  try {
    return await redis.call('EVALSHA', sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!isErrorReply(error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return redis.call('EVAL', lua, keys.length, ...keys, ...args);
  }
};
