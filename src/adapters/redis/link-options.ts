import type { RedisOptions } from 'ioredis';
import type { Credentials, RedisAddress } from './redis-url.ts';

/** All but one whose type the client wants to know when it is made. */
export type LinkOptions = Omit<RedisOptions, 'replyMapping'>;

/** A command that takes longer is given up; a bound, since nothing here blocks. */
export const COMMAND_TIMEOUT_MS = 1_500;
/** A socket that is silent this long while an answer is due is half-open: it is closed and opened anew. */
export const SOCKET_TIMEOUT_MS = 4_000;
const CONNECT_TIMEOUT_MS = 2_000;
const MAX_RECONNECT_DELAY_MS = 1_000;

/** How long to stay away before another try, so that not all come at once. */
export const reconnectDelayMs = (times: number): number =>
  Math.min(50 * 2 ** Math.min(times, 8), MAX_RECONNECT_DELAY_MS) * (0.5 + Math.random() / 2);

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
  retryStrategy: reconnectDelayMs,
} satisfies LinkOptions;

/** Those that a private CA has signed are trusted by way of NODE_EXTRA_CA_CERTS. */
const encrypted = (tls: boolean): LinkOptions => (tls ? { tls: {} } : {});

/** To one server, whatever it is. */
const optionsFor = (tls: boolean, { username, password }: Credentials): LinkOptions => ({
  ...OPTIONS,
  ...encrypted(tls),
  username,
  password,
});

/** To the primary. */
export const linkOptions = ({ tls, credentials, db, at }: RedisAddress): LinkOptions => {
  const options = { ...optionsFor(tls, credentials), db };
  if (!('hosts' in at)) return { ...options, ...at };
  return {
    ...options,
    sentinels: [...at.hosts],
    name: at.name,
    sentinelUsername: at.credentials.username,
    sentinelPassword: at.credentials.password,
    ...(tls && { enableTLSForSentinelMode: true, sentinelTLS: {} }),
    sentinelCommandTimeout: COMMAND_TIMEOUT_MS,
    // Each is asked once a try; the next try is the link's own, which can be called off.
    sentinelRetryStrategy: () => null,
    // What they call each other may lead nowhere from here: those that were named are asked.
    updateSentinels: false,
    failoverDetector: false,
  };
};

/** To one of the Sentinels themselves. */
export const sentinelOptions = (tls: boolean, credentials: Credentials): LinkOptions =>
  optionsFor(tls, credentials);
