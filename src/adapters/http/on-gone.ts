import type { Socket } from 'node:net';
import type { ParameterizedContext } from 'koa';

/** One listener a socket, however many requests its client has sent ahead on it. */
const waiting = new WeakMap<Socket, Set<() => void>>();

const waitingOn = (socket: Socket): Set<() => void> => {
  const known = waiting.get(socket);
  if (known !== undefined) return known;
  const callbacks = new Set<() => void>();
  waiting.set(socket, callbacks);
  socket.once('close', () => {
    for (const callback of callbacks) callback();
  });
  return callbacks;
};

/**
 * Calls back once: when the response is over, or its client is gone, or at once where that has happened. A response that
 * waits for the one before it on the same connection has no socket yet, and never closes if its client hangs up by then:
 * the connection has to be watched as well. Returns how to wait no longer.
 */
export const onGone = (
  { req: { socket }, res }: ParameterizedContext,
  callback: () => void,
): (() => void) => {
  const callbacks = waitingOn(socket);
  const stop = (): boolean => {
    res.off('close', gone);
    return callbacks.delete(gone);
  };
  const gone = (): void => {
    if (stop()) callback();
  };
  callbacks.add(gone);
  res.once('close', gone);
  if (res.closed || socket.closed) gone();
  return () => void stop();
};
