import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedisServer } from './find-redis-server.ts';
import { freePort } from './free-port.ts';
import { end, isServedBy, type RedisServer } from './redis-server.ts';
import { sentinelLogin, type TestUser } from './redis-users.ts';

export interface Sentinel {
  readonly port: number;
  /** Leads to whatever server is the primary. */
  urlOf(user: TestUser): string;
  /** Ends this very process, and removes what it wrote. */
  stop(): Promise<void>;
}

export interface SentinelOptions {
  /** Settings of the Sentinel itself. */
  readonly settings?: readonly string[];
  /** Where it asks the primary, if not where the test does. */
  readonly primaryPort?: number;
}

/** What the Sentinel calls the primary. */
export const PRIMARY = 'main';

/** One Sentinel decides alone, and soon. */
const settingsFor = (primaryPort: number): readonly string[] => [
  `sentinel monitor ${PRIMARY} 127.0.0.1 ${primaryPort} 1`,
  `sentinel down-after-milliseconds ${PRIMARY} 500`,
  `sentinel failover-timeout ${PRIMARY} 3000`,
  ...sentinelLogin(PRIMARY),
];

/** Starts a Sentinel of its own, on the loopback interface, that watches a primary and promotes its replica. */
export const startSentinel = async (
  primary: RedisServer,
  { settings = [], primaryPort = primary.port }: SentinelOptions = {},
): Promise<Sentinel> => {
  const folder = await mkdtemp(join(tmpdir(), 'flight-search-sentinel-'));
  const port = await freePort();
  const file = join(folder, 'sentinel.conf');
  const lines = ['bind 127.0.0.1', `port ${port}`, `dir ${folder}`, ...settingsFor(primaryPort), ...settings];
  await writeFile(file, `${lines.join('\n')}\n`);
  const child = spawn(findRedisServer(), [file, '--sentinel'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  if (!(await isServedBy(child, port))) {
    await stop();
    throw new Error('the Sentinel did not start.');
  }
  return {
    port,
    urlOf: (user) => `${primary.urlOf(user, port).replace('redis:', 'redis+sentinel:')}/${PRIMARY}`,
    stop,
  };
};
