import { Redis, type RedisOptions } from 'ioredis';

/** A command that takes longer is given up; a bound, since nothing here blocks. */
export const COMMAND_TIMEOUT_MS = 1_500;
/** A socket that is silent this long while an answer is due is half-open: it is closed and opened anew. */
const SOCKET_TIMEOUT_MS = 4_000;
const CONNECT_TIMEOUT_MS = 2_000;
/** An idle subscriber has no answer due, so nothing else would find out that its link is dead. */
const HEARTBEAT_MS = 1_500;
const MAX_RECONNECT_DELAY_MS = 1_000;

/** Two connections: commands never wait behind messages of a subscription. */
export interface RedisLink {
  readonly commands: Redis;
  readonly subscriber: Redis;
  close(): void;
}

const OPTIONS = {
  lazyConnect: true,
  commandTimeout: COMMAND_TIMEOUT_MS,
  socketTimeout: SOCKET_TIMEOUT_MS,
  connectTimeout: CONNECT_TIMEOUT_MS,
  keepAlive: 10_000,
  // A command whose answer was lost may have been carried out: only who sent it can tell whether to send it again.
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: null,
  // A command that waited for the link would run at a time when nobody expects it any more.
  enableOfflineQueue: false,
  disableClientInfo: true,
  // A link that is let go holds nobody up: by default its timer would keep the process for two seconds.
  disconnectTimeout: 200,
  // Works behind proxies that know nothing newer.
  protocol: 2,
  retryStrategy: (times: number) =>
    Math.min(50 * 2 ** Math.min(times, 8), MAX_RECONNECT_DELAY_MS) * (0.5 + Math.random() / 2),
  // A primary that was demoted, or lost its replicas, keeps the link and refuses to write: look for the real one.
  reconnectOnError: (error: Error) => (/^(READONLY|NOREPLICAS)\b/.test(error.message) ? 1 : false),
} satisfies RedisOptions;

export interface LinkEvents {
  /** Hears every failure of a link; links mend themselves until they are closed. */
  readonly onTrouble: (error: Error) => void;
  /** Hears that commands can be sent again. */
  readonly onBack: () => void;
}

export const connectRedis = (url: string, { onTrouble, onBack }: LinkEvents): RedisLink => {
  const commands = new Redis(url, OPTIONS);
  const subscriber = new Redis(url, { ...OPTIONS, autoResubscribe: false });
  for (const redis of [commands, subscriber]) {
    redis.on('error', onTrouble);
    // Why it failed is told by the event, and it tries again by itself.
    redis.connect().catch(() => undefined);
  }
  commands.on('ready', onBack);
  const heartbeat = setInterval(() => {
    if (subscriber.status === 'ready') subscriber.ping().catch(onTrouble);
  }, HEARTBEAT_MS);
  const close = (): void => {
    clearInterval(heartbeat);
    commands.disconnect();
    subscriber.disconnect();
  };
  return { commands, subscriber, close };
};

/** Whether a link is up just now. */
export const answers = async (redis: Redis): Promise<boolean> => {
  try {
    await redis.ping();
    return true;
  } catch {
    return false;
  }
};
