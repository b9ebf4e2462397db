import { findProgram } from './find-program.ts';

/** The path of Redis or Valkey, or one sentence that says how to get it. */
export const findRedisServer = (): string =>
  findProgram({
    variable: 'REDIS_SERVER_BIN',
    names: ['redis-server', 'valkey-server'],
    debianPackage: 'redis-server',
  });
