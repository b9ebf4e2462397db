import { Redis } from 'ioredis';
import { keepAlive } from './heartbeat.ts';
import type { LinkOptions } from './link-options.ts';
import { sentinelTrouble } from './link-trouble.ts';
import type { Sentinels } from './redis-url.ts';

const SWITCHED = '+switch-master';

export interface SentinelEvents {
  /** Hears, once a failover, that another server is the primary now. */
  readonly onSwitched: () => void;
  /** Hears that a Sentinel is away, once until it is back. */
  readonly onTrouble: (error: Error) => void;
}

export interface SentinelWatch {
  close(): void;
}

/**
 * Listens to every Sentinel for failovers: a server that lost its place may keep its links, and hold nothing against reads.
 * The client's own way of watching cannot be let go of while it connects, says what fails on the standard error, and can
 * end for good a link that is just being made.
 */
export const watchSentinels = (
  { hosts, name }: Sentinels,
  options: LinkOptions,
  { onSwitched, onTrouble }: SentinelEvents,
): SentinelWatch => {
  let lastHeard = '';
  const hear = (message: string): void => {
    // Each Sentinel says it, with the same words, as soon as it knows.
    if (!message.startsWith(`${name} `) || message === lastHeard) return;
    lastHeard = message;
    onSwitched();
  };
  const watches = hosts.map((host) => {
    const sentinel = new Redis({ ...options, ...host, enableReadyCheck: false, autoResubscribe: false });
    let isTold = false;
    const tell = (error: Error): void => {
      if (!isTold) onTrouble(sentinelTrouble(host.host, host.port, error));
      isTold = true;
    };
    sentinel.on('error', tell);
    sentinel.on('message', (_channel: string, message: string) => hear(message));
    sentinel.on('ready', () => {
      isTold = false;
      sentinel.subscribe(SWITCHED).catch(tell);
    });
    sentinel.connect().catch(() => undefined);
    const heartbeat = keepAlive(sentinel, tell);
    return { sentinel, heartbeat };
  });
  return {
    close: () => {
      for (const { sentinel, heartbeat } of watches) {
        heartbeat.stop();
        sentinel.disconnect();
      }
    },
  };
};
