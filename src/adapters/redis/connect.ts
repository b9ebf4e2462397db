import type { Redis } from 'ioredis';
import { keepAlive, watchRole } from './heartbeat.ts';
import { linkOptions, reconnectDelayMs, sentinelOptions } from './link-options.ts';
import { linkTrouble } from './link-trouble.ts';
import { QuietRedis } from './quiet-redis.ts';
import { parseRedisUrl, type RedisAddress } from './redis-url.ts';
import { watchSentinels } from './watch-sentinels.ts';

/** Keeps the link and refuses to write: a primary that was demoted, or has lost its replicas. */
const REFUSES_TO_WRITE = /^(READONLY|NOREPLICAS)\b/;
/** One that goes on refusing, since there is no other, is left again at most so often. */
const LEAVE_EVERY_MS = 1_000;

/** Two connections: commands never wait behind messages of a subscription. */
export interface RedisLink {
  readonly commands: Redis;
  readonly subscriber: Redis;
  close(): void;
}

export interface LinkEvents {
  /** Hears every failure of a link; links mend themselves until they are closed. */
  readonly onTrouble: (error: Error) => void;
  /** Hears that commands can be sent again. */
  readonly onBack: () => void;
}

/** Has a link that is up look for the primary anew. */
const leave = (redis: Redis): void => {
  if (redis.status === 'ready') redis.disconnect(true);
};

/** As soon as it is up, where it may be on its way to a server that it was told of too early. */
const leaveNowOrSoon = (redis: Redis): void => {
  leave(redis);
  if (redis.status === 'connecting' || redis.status === 'connect') redis.once('ready', () => leave(redis));
};

/** Tries again where the client gives up by itself: as soon as no Sentinel can tell where to go. */
const keepTrying = (redis: Redis): { readonly stop: () => void } => {
  let times = 0;
  let again: NodeJS.Timeout | undefined;
  let isStopped = false;
  redis.on('ready', () => {
    times = 0;
  });
  redis.on('end', () => {
    if (isStopped) return;
    times += 1;
    again = setTimeout(() => connect(redis), reconnectDelayMs(times));
  });
  connect(redis);
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(again);
      redis.disconnect();
    },
  };
};

/** Why it failed is told by an event, and it tries again by itself. */
const connect = (redis: Redis): void => {
  redis.connect().catch(() => undefined);
};

const addressOf = (url: string): RedisAddress => {
  const address = parseRedisUrl(url);
  if (address === undefined) throw new Error('this is not the URL of a Redis');
  return address;
};

export const connectRedis = (url: string, { onTrouble, onBack }: LinkEvents): RedisLink => {
  const address = addressOf(url);
  const options = linkOptions(address);
  const subscriber = new QuietRedis({ ...options, autoResubscribe: false });
  let leftAtMs = Number.NEGATIVE_INFINITY;
  const reconnectOnError = (error: Error): 1 | false => {
    if (!REFUSES_TO_WRITE.test(error.message) || performance.now() - leftAtMs < LEAVE_EVERY_MS) return false;
    leftAtMs = performance.now();
    // It is never refused anything, so it would stay with whoever is no primary any more.
    leave(subscriber);
    return 1;
  };
  const commands = new QuietRedis({ ...options, reconnectOnError });
  const links = [commands, subscriber];
  const tell = (error: Error): void => {
    const trouble = linkTrouble(error);
    if (trouble !== undefined) onTrouble(new Error(trouble));
  };
  for (const redis of links) redis.on('error', tell).on('sentinelError', tell);
  commands.on('ready', onBack);
  const tries = links.map(keepTrying);
  const heartbeats = [keepAlive(subscriber, tell), watchRole(commands, () => links.forEach(leave), tell)];
  const { at, tls } = address;
  const watch =
    'hosts' in at
      ? watchSentinels(at, sentinelOptions(tls, at.credentials), {
          onSwitched: () => links.forEach(leaveNowOrSoon),
          // As if the client itself had said it, for whoever listens to it.
          onTrouble: (error) => commands.emit('sentinelError', error),
        })
      : undefined;
  const close = (): void => {
    for (const heartbeat of heartbeats) heartbeat.stop();
    watch?.close();
    for (const { stop } of tries) stop();
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
