// The package brings no types. Only its inner class is used, with ready-made frames: see sse-channel.ts.
declare module 'koa-sse-stream/lib/sse.js' {
  import type { Transform, TransformCallback } from 'node:stream';
  import type { ParameterizedContext } from 'koa';

  interface SSETransform extends Transform {
    send(message: unknown): false | undefined;
    sendEnd(message?: unknown): false | undefined;
    _transform(chunk: unknown, encoding: BufferEncoding, callback: TransformCallback): void;
  }
  const SSETransform: new (ctx: ParameterizedContext) => SSETransform;
  export default SSETransform;
}
