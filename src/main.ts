import type Koa from 'koa';
import { type HttpServer, listen } from './adapters/http/server.ts';
import { whyNotListening } from './adapters/http/why-not-listening.ts';
import { requireRedis } from './adapters/redis/require-redis.ts';
import { readConfig, type Config } from './config.ts';
import { createContainer } from './container.ts';
import { greeting } from './greeting.ts';
import { thing } from './tokens.ts';

/** A Redis that does not answer by then is no reason to wait any longer: whoever started this tries again. */
const REDIS_WITHIN_MS = 10_000;

const giveUp = (sentences: readonly string[]): never => {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  return process.exit(1);
};

const listenOrGiveUp = async (
  app: Koa,
  { HOST }: Config,
  setting: string,
  port: number,
): Promise<HttpServer> => {
  try {
    return await listen(app, HOST, port);
  } catch (error) {
    const why = whyNotListening(error, { setting, host: HOST, port });
    if (why === undefined) throw error;
    return giveUp([why]);
  }
};

const start = async (config: Config): Promise<void> => {
  const container = createContainer(config);
  const logger = thing(container, 'logger');
  const draining = thing(container, 'draining');
  const stopping = new AbortController();
  const inMemory = config.REDIS_URL === undefined;

  const link = inMemory ? undefined : thing(container, 'link');
  if (link !== undefined) {
    const fit = await requireRedis(link.commands, REDIS_WITHIN_MS);
    if (fit.isErr()) giveUp([`REDIS_URL cannot be used: ${fit.error}`]);
  }

  const { PORT, ADMIN_PORT } = config;
  const server = await listenOrGiveUp(thing(container, 'app'), config, 'PORT', PORT);
  const admin =
    ADMIN_PORT === undefined
      ? undefined
      : await listenOrGiveUp(thing(container, 'adminApp'), config, 'ADMIN_PORT', ADMIN_PORT);
  const provides = config.ROLE !== 'gateway';
  const signals = { draining: draining.signal, stopping: stopping.signal };
  const providing = provides ? thing(container, 'provideSearches')(signals) : Promise.resolve();
  const closing = thing(container, 'closeOverdue')(stopping.signal);

  /** Whoever comes is turned away, whoever watches is sent elsewhere, what runs is finished; then the store is let go. */
  const drain = async (signal: string): Promise<void> => {
    if (draining.signal.aborted) return;
    logger.info({ signal }, 'draining');
    draining.abort();
    thing(container, 'viewers').dismissAll();
    // What is in memory ends with the process, so nobody would see searches finished; others could take over no claim.
    const patience = setTimeout(() => stopping.abort(), inMemory ? 0 : config.DRAIN_TIMEOUT);
    await Promise.all([server.close(config.DRAIN_TIMEOUT), providing]);
    clearTimeout(patience);
    stopping.abort();
    await Promise.all([closing, admin?.close(0)]);
    link?.close();
    logger.info('stopped');
  };
  process.on('SIGTERM', (signal) => void drain(signal));
  process.on('SIGINT', (signal) => void drain(signal));

  logger.info(
    { role: config.ROLE, store: inMemory ? 'memory' : 'redis', port: server.port, admin_port: admin?.port },
    'listening',
  );
  if (config.ROLE !== 'provider') process.stdout.write(greeting(config, server.port));
};

const config = readConfig(process.env);
if (config.isErr()) giveUp(config.error);
else await start(config.value);
