import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import Koa from 'koa';
import { onGone } from '../../../src/adapters/http/on-gone.ts';
import { listen } from '../../../src/adapters/http/server.ts';

/** More than the listeners that Node takes for a leak. */
const MANY = EventEmitter.defaultMaxListeners + 1;

test('of however many wait for the end of a response, each is told once, and one listens', async () => {
  const told = Array.from({ length: MANY }, () => 0);
  const listening: number[] = [];
  const app = new Koa().use((ctx) => {
    const closing = [ctx.res, ctx.req.socket];
    const before = closing.map((emitter) => emitter.listenerCount('close'));
    for (const which of told.keys()) onGone(ctx, () => (told[which] = (told[which] ?? 0) + 1));
    listening.push(...closing.map((emitter, at) => emitter.listenerCount('close') - (before[at] ?? 0)));
    ctx.status = 204;
  });
  const server = await listen(app, '127.0.0.1', 0);
  await fetch(`http://127.0.0.1:${server.port}`);
  await server.close(0);
  expect(told).toEqual(told.map(() => 1));
  expect(listening).toEqual([1, 1]);
});
