import { register } from 'tsx/esm/api';

/** Jest compiles this file, and leaves what it imports to Node, which has to be taught TypeScript first. */
register();

/** Once a run: what the tests cannot do without is there, or the run ends here with a sentence that says what is missing. */
const setUp = async (): Promise<void> => {
  const { findChromium } = await import('./chromium.ts');
  const { startRedisServer } = await import('./redis-server.ts');
  const { sharedServers } = await import('./shared-servers.ts');

  process.env['CHROMIUM_PATH'] = findChromium();
  const redis = await startRedisServer();
  sharedServers.push(redis);
  process.env['TEST_REDIS_URL'] = redis.url;
};

export default setUp;
