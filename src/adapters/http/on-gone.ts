import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ParameterizedContext } from 'koa';

type Closing = Socket | ServerResponse;

/** One listener each, however many requests a client has sent ahead on its socket, and however many wait for a response. */
const waiting = new WeakMap<Closing, Set<() => void>>();

const waitingFor = (closing: Closing): Set<() => void> => {
  const known = waiting.get(closing);
  if (known !== undefined) return known;
  const callbacks = new Set<() => void>();
  waiting.set(closing, callbacks);
  closing.once('close', () => {
    for (const callback of callbacks) callback();
  });
  return callbacks;
};

/**
 * Calls back once: when the response is over, or its client is gone, or at once where that has happened. A response that
 * waits for the one before it on the same connection has no socket yet, and never closes if its client hangs up by then:
 * the connection has to be watched as well.
 */
export const onGone = ({ req: { socket }, res }: ParameterizedContext, callback: () => void): void => {
  const waits = [waitingFor(socket), waitingFor(res)];
  const gone = (): void => {
    for (const callbacks of waits) callbacks.delete(gone);
    callback();
  };
  for (const callbacks of waits) callbacks.add(gone);
  if (res.closed || socket.closed) gone();
};
