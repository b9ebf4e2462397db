import type { EventEmitter } from 'node:events';
import type { TransformCallback } from 'node:stream';
import type { ParameterizedContext } from 'koa';
import SSETransform from 'koa-sse-stream/lib/sse.js';
import { onGone } from './on-gone.ts';

/** A comment: keeps proxies from taking a quiet stream for a dead one. */
const HEARTBEAT = Buffer.from(':\n\n');

/** Lets ready-made frames through as they are; the package would encode only its own greeting. */
class FrameStream extends SSETransform {
  override _transform(chunk: unknown, encoding: BufferEncoding, callback: TransformCallback): void {
    if (Buffer.isBuffer(chunk)) callback(null, chunk);
    else super._transform(chunk, encoding, callback);
  }
}

export interface SseChannelOptions {
  readonly heartbeatMs: number;
  /** A client that reads nothing for so long is dropped. */
  readonly undrainedMs: number;
}

/** One response that speaks server-sent events. */
export interface SseChannel {
  /** Resolves when the client has room for more; false when it is gone, or was dropped because it did not read. */
  send(frames: string): Promise<boolean>;
  /** Ends the response; resolves when everything was handed to the network, or the client is gone. */
  end(frames?: string): Promise<void>;
}

/** Turns the response of this request into a channel; its head and first bytes go out at once. */
export const openSseChannel = (
  ctx: ParameterizedContext,
  { heartbeatMs, undrainedMs }: SseChannelOptions,
): SseChannel => {
  const stream = new FrameStream(ctx);
  ctx.status = 200;
  ctx.body = stream;
  const heartbeat = setInterval(() => {
    if (stream.writableLength === 0) stream.send(HEARTBEAT);
  }, heartbeatMs);
  const closed = new AbortController();
  stream.once('close', () => clearInterval(heartbeat));
  // A client may leave before there is anything to send, and is not heard of again.
  onGone(ctx, () => {
    closed.abort();
    stream.destroy();
  });
  const isOver = (): boolean => closed.signal.aborted || stream.destroyed || stream.writableEnded;

  /** Waits for each send, not just for full buffers: a client that is behind holds no more than what was sent last. */
  const taken = (frames: Buffer): Promise<boolean> =>
    new Promise((resolve) => {
      const settle = (isTaken: boolean): void => {
        clearTimeout(drop);
        stream.off('close', onClosed);
        ctx.res.off('drain', onDrained);
        resolve(isTaken);
      };
      const onClosed = (): void => settle(false);
      const onDrained = (): void => settle(true);
      const onWritten = (): void => {
        if (ctx.res.writableNeedDrain) ctx.res.once('drain', onDrained);
        else settle(true);
      };
      // What a client that reads nothing has not taken it asks for when it comes back.
      const drop = setTimeout(() => stream.destroy(), undrainedMs);
      stream.once('close', onClosed);
      stream.write(frames, (error) => {
        // By then it has gone on from the stream to the response.
        if (error == null) setImmediate(onWritten);
        else settle(false);
      });
    });

  return {
    send: async (frames) => (isOver() ? false : taken(Buffer.from(frames))),
    end: async (frames) => {
      if (isOver()) return;
      stream.sendEnd(frames === undefined ? HEARTBEAT : Buffer.from(frames));
      const isFlushed =
        ctx.res.writableFinished || (await happens(ctx.res, 'finish', closed.signal, undrainedMs));
      clearInterval(heartbeat);
      if (!isFlushed) stream.destroy();
    },
  };
};

/** Whether something is emitted before the client is gone and within the time. */
const happens = (
  emitter: EventEmitter,
  event: string,
  gone: AbortSignal,
  withinMs: number,
): Promise<boolean> =>
  new Promise((resolve) => {
    const done = (happened: boolean) => (): void => {
      clearTimeout(timer);
      emitter.off(event, onEvent);
      gone.removeEventListener('abort', onLeft);
      resolve(happened);
    };
    const [onEvent, onLeft] = [done(true), done(false)];
    const timer = setTimeout(onLeft, withinMs);
    emitter.once(event, onEvent);
    gone.addEventListener('abort', onLeft);
  });
