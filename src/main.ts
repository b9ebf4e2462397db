import { setMaxListeners } from 'node:events';
import type Koa from 'koa';
import { type HttpServer, listen, SPARE_CONNECTIONS } from './adapters/http/server.ts';
import { whyNotListening } from './adapters/http/why-not-listening.ts';
import { requireRedis } from './adapters/redis/require-redis.ts';
import { requireRights } from './adapters/redis/require-rights.ts';
import { isOpenToAnybody, readConfig, type Config } from './config.ts';
import { createContainer } from './container.ts';
import { greeting } from './greeting.ts';
import { loadModules } from './suppliers.ts';
import { thing } from './tokens.ts';

/** A Redis that does not answer by then is no reason to wait any longer: whoever started this tries again. */
const REDIS_WITHIN_MS = 10_000;

/** Beside its suppliers, what listens to the signal of one search; as many as Node takes for no leak. */
const OTHER_LISTENERS = 10;

/** What a shell takes for an end by that signal. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
/** One Ctrl-C may come twice: from the terminal, and from npm, which passes its own on. */
const ONE_CTRL_C_MS = 500;

const OPEN = { risk: 'whoever can reach it may request searches', instead: 'API_KEYS, to say who' } as const;

/** Nobody takes what is invented for real. */
const typesOf = (sources: Config['SUPPLIERS']): Readonly<Record<string, string>> =>
  Object.fromEntries(sources.map(({ supplier_id, type }) => [supplier_id, type]));

const giveUp = (sentences: readonly string[]): never => {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  return process.exit(1);
};

const listenOrGiveUp = async (
  app: Koa,
  { HOST, MAX_VIEWERS }: Config,
  setting: string,
  port: number,
): Promise<HttpServer> => {
  try {
    return await listen(app, HOST, port, { maxConnections: MAX_VIEWERS + SPARE_CONNECTIONS });
  } catch (error) {
    const why = whyNotListening(error, { setting, host: HOST, port });
    if (why === undefined) throw error;
    return giveUp([why]);
  }
};

const start = async (config: Config): Promise<void> => {
  const provides = config.ROLE !== 'gateway';
  const loaded = await loadModules(provides ? config.SUPPLIERS : []);
  const modules = loaded.isErr() ? giveUp(loaded.error) : loaded.value;
  const container = createContainer(config, modules);
  const logger = thing(container, 'logger');
  // Node would print it as it is, with ids of searches and whatever a supplier has put into it.
  const crash = (err: unknown): void => {
    logger.fatal({ err }, 'crashed');
    process.exit(1);
  };
  process.on('uncaughtException', crash);
  // Of two requests that a module gives up, it may be waiting for one only: no reason to end the searches of everybody.
  if (modules.size > 0) process.on('unhandledRejection', (err) => logger.error({ err }, 'stray_rejection'));
  const draining = thing(container, 'draining');
  const stopping = new AbortController();
  // Every search that runs listens to both for as long as it does, so many listeners are no leak.
  setMaxListeners(0, draining.signal, stopping.signal);
  setMaxListeners(OTHER_LISTENERS + config.SUPPLIERS.length);
  const inMemory = config.REDIS_URL === undefined;

  const link = inMemory ? undefined : thing(container, 'link');
  if (link !== undefined) {
    const fit = await requireRedis(link.commands, REDIS_WITHIN_MS);
    // Who may not ask Redis what it is has the wrong user: what is said of that is of more use.
    const allowed = await requireRights(link, config.ROLE);
    if (allowed.isErr()) giveUp([`REDIS_URL cannot be used: ${allowed.error}`]);
    const risks = fit.isErr() ? giveUp([`REDIS_URL cannot be used: ${fit.error}`]) : fit.value;
    for (const risk of risks) logger.warn(risk, 'store_at_risk');
  }

  const { PORT, ADMIN_PORT } = config;
  const server = await listenOrGiveUp(thing(container, 'app'), config, 'PORT', PORT);
  const admin =
    ADMIN_PORT === undefined
      ? undefined
      : await listenOrGiveUp(thing(container, 'adminApp'), config, 'ADMIN_PORT', ADMIN_PORT);
  const signals = { draining: draining.signal, stopping: stopping.signal };
  const providing = provides ? thing(container, 'provideSearches')(signals) : Promise.resolve();
  const closing = thing(container, 'closeOverdue')(stopping.signal);
  // A process that would go on without them is of less use than one that is started again.
  for (const work of [providing, closing]) work.catch(crash);

  /** Whoever comes is turned away, whoever watches is sent elsewhere, what runs is finished; then the store is let go. */
  const drain = async (): Promise<void> => {
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
  let toldAtMs: number | undefined;
  /** The first signal drains; whoever sends another does not want to wait for it. */
  const onSignal = (signal: keyof typeof EXIT_CODES): void => {
    if (toldAtMs === undefined) {
      toldAtMs = performance.now();
      logger.info({ signal }, 'draining');
      void drain();
    } else if (performance.now() - toldAtMs > ONE_CTRL_C_MS) {
      logger.warn({ signal }, 'cut_short');
      process.exit(EXIT_CODES[signal]);
    }
  };
  process.on('SIGTERM', () => onSignal('SIGTERM'));
  process.on('SIGINT', () => onSignal('SIGINT'));

  if (isOpenToAnybody(config)) logger.warn(OPEN, 'open_to_anybody');
  logger.info(
    {
      role: config.ROLE,
      store: inMemory ? 'memory' : 'redis',
      host: config.HOST,
      port: server.port,
      admin_port: admin?.port,
      suppliers: provides ? typesOf(config.SUPPLIERS) : undefined,
    },
    'listening',
  );
  // What others share is run by those who collect its log, and all of that is JSON.
  if (inMemory) process.stdout.write(greeting(config, server.port));
};

const config = readConfig(process.env);
if (config.isErr()) giveUp(config.error);
else await start(config.value);
