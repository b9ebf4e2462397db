import { once } from 'node:events';
import type { TransformCallback } from 'node:stream';
import type { ParameterizedContext } from 'koa';
import SSETransform from 'koa-sse-stream/lib/sse.js';

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
    if (!stream.writableNeedDrain) stream.send(HEARTBEAT);
  }, heartbeatMs);
  const closed = new AbortController();
  ctx.res.once('close', () => {
    clearInterval(heartbeat);
    closed.abort();
  });

  const drained = async (): Promise<boolean> => {
    try {
      await once(stream, 'drain', {
        signal: AbortSignal.any([closed.signal, AbortSignal.timeout(undrainedMs)]),
      });
      return true;
    } catch {
      // Left, or reads nothing: what it has not taken it asks for when it comes back.
      stream.destroy();
      return false;
    }
  };

  return {
    send: async (frames) => {
      if (closed.signal.aborted || stream.destroyed) return false;
      stream.send(Buffer.from(frames));
      return stream.writableNeedDrain ? drained() : true;
    },
    end: async (frames) => {
      if (closed.signal.aborted || stream.destroyed) return;
      stream.sendEnd(frames === undefined ? HEARTBEAT : Buffer.from(frames));
      await flushed(ctx, closed.signal, undrainedMs);
      if (!ctx.res.writableFinished) stream.destroy();
    },
  };
};

const flushed = async (ctx: ParameterizedContext, closed: AbortSignal, withinMs: number): Promise<void> => {
  if (ctx.res.writableFinished) return;
  try {
    await once(ctx.res, 'finish', { signal: AbortSignal.any([closed, AbortSignal.timeout(withinMs)]) });
  } catch {
    // The client left, or reads nothing; it comes back for the rest or not at all.
  }
};
