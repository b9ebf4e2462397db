import { MAX_LINES } from './layers.ts';
import type { RuleName, SourceTree } from './rules.ts';

const plant = (path: string, source: string): SourceTree => new Map([[path, source]]);

/** For each rule, trees that break it, each in its own way. */
export const PLANTED: Readonly<Record<RuleName, readonly SourceTree[]>> = {
  'every file is in a layer': [plant('infrastructure/redis.ts', ''), plant('server.ts', '')],

  'a layer imports only the folders it may': [
    plant('domain/search/decide.ts', "import { ok } from '../flights/money.ts';"),
    plant('domain/search/decide.ts', "import type { Offer } from '../flights/offer.ts';"),
    plant('domain/search/decide.ts', "export type { Page } from '../ports/result-stream.ts';"),
    plant('domain/search/decide.ts', "type Page = import('../ports/result-stream.ts').Page;"),
    plant('domain/flights/pages/rank.ts', "import type { Supplier } from '../../ports/supplier.ts';"),
    plant(
      'domain/flights/pages/rank.ts',
      "import type { ResultStream } from '../../ports/result-stream.ts';",
    ),
    plant('domain/search/decide.ts', "import type { Places } from '../ports/places.ts';"),
    plant('domain/ports/clock.ts', "import type { FollowSearch } from '../../application/follow-search.ts';"),
    plant('application/run-search.ts', "import { zod } from '../adapters/wire/offer.ts';"),
    plant('application/run-search.ts', "const wire = await import('../adapters/wire/offer.ts');"),
    plant('application/run-search.ts', "import { config } from '../config.ts';"),
    plant('adapters/http/app.ts', "import '../result-stream/redis/redis-result-stream.ts';"),
    plant('adapters/http/app.ts', "import type { Logger } from '../telemetry/logger.ts';"),
    plant('adapters/http/app.ts', "import { config } from '../../config.ts';"),
    plant('adapters/deadlines/redis/a.ts', "import { b } from '../../result-stream/redis/b.ts';"),
    plant('adapters/deadlines/redis/a.ts', "import { b } from '../in-memory/b.ts';"),
    plant('adapters/deadlines/in-memory/a.ts', "import { keys } from '../../redis/keys.ts';"),
    plant('adapters/suppliers/duffel/a.ts', "import { b } from '../simulated/b.ts';"),
    plant('adapters/redis/keys.ts', "import { b } from '../result-stream/redis/b.ts';"),
    plant('adapters/wire/offer.ts', "import { app } from '../http/app.ts';"),
    plant('config.ts', "import { container } from './container.ts';"),
    plant('main.ts', "import manifest from '../package.json' with { type: 'json' };"),
  ],

  'a layer imports only the packages it may': [
    plant('domain/search/decide.ts', "import { z } from 'zod';"),
    plant('domain/search/search-id.ts', "import { v7 } from 'uuid';"),
    plant('domain/ports/result-stream.ts', "import type { Redis } from 'ioredis';"),
    plant('domain/search/payload.ts', "import { Buffer } from 'node:buffer';"),
    plant('application/run-search.ts', "import { setTimeout } from 'node:timers/promises';"),
    plant('application/run-search.ts', "import { injectable } from 'inversify';"),
    plant('application/run-search.ts', "import { readFile } from 'fs';"),
    plant('adapters/http/app.ts', "import Sse from 'koa-sse-stream/lib/sse.js';"),
    plant('adapters/http/channels/sse-channel.ts', "import Sse from 'koa-sse-stream/lib/sse.js';"),
    plant('adapters/http/app.ts', "import { z } from 'zod';"),
    plant('adapters/http/app.ts', "import { inject } from 'inversify';"),
    plant('adapters/http/app.ts', "import { Redis } from 'ioredis';"),
    plant('adapters/result-stream/redis/stream.ts', "import Koa from 'koa';"),
    plant('adapters/result-stream/in-memory/stream.ts', "import { Redis } from 'ioredis';"),
    plant('adapters/result-stream/in-memory/stream.ts', "import { Temporal } from 'temporal-polyfill';"),
    plant('adapters/suppliers/http/http-supplier.ts', "import { z } from 'zod';"),
    plant('adapters/suppliers/simulated/flights.ts', "import { Temporal } from 'temporal-polyfill';"),
    plant('adapters/telemetry/logger.ts', "import Koa from 'koa';"),
    plant('adapters/redis/client.ts', "import { pino } from 'pino';"),
    plant('main.ts', "import 'reflect-metadata';"),
    plant('main.ts', "import { Registry } from 'prom-client';"),
    plant('container.ts', 'const adapter = await import(name);'),
    plant('container.ts', "const koa = require('@koa/send');"),
  ],

  'adapters know use cases by their types': [
    plant(
      'adapters/http/routes/cancel.ts',
      "import { cancelSearch } from '../../../application/cancel-search.ts';",
    ),
    plant(
      'adapters/http/routes/cancel.ts',
      "import { type A, b } from '../../../application/cancel-search.ts';",
    ),
    plant(
      'adapters/http/routes/cancel.ts',
      "import * as cancel from '../../../application/cancel-search.ts';",
    ),
    plant('adapters/http/routes/cancel.ts', "export { a } from '../../../application/cancel-search.ts';"),
  ],

  'what delivers does not know flights': [
    plant('application/follow-search.ts', "import type { Offer } from '../domain/flights/offer.ts';"),
    new Map([
      ['application/follow-search.ts', "import { ask } from '../domain/ports/supplier.ts';"],
      ['domain/ports/supplier.ts', "import type { Offer } from '../flights/offer.ts';"],
    ]),
    new Map([
      ['application/read-entries.ts', "import { snapshotSearch } from './snapshot-search.ts';"],
      ['application/snapshot-search.ts', "import { fold } from '../domain/flights/fold.ts';"],
    ]),
  ],

  'no file imports itself, not even through others': [
    plant('domain/search/decide.ts', "import { decide } from './decide.ts';"),
    new Map([
      ['domain/search/a.ts', "import { b } from './b.ts';"],
      ['domain/search/b.ts', "import type { C } from './c.ts';"],
      ['domain/search/c.ts', "export * from './a.ts';"],
    ]),
  ],

  'domain and application ask neither clock nor chance nor network': [
    plant('domain/search/decide.ts', 'const at = Date.now();'),
    plant('domain/search/decide.ts', 'const at = globalThis.Date.now();'),
    plant('domain/flights/criteria.ts', 'const today = new Date();'),
    plant('domain/flights/criteria.ts', 'const today = new Date;'),
    plant('domain/flights/criteria.ts', 'const today = Date();'),
    plant('application/run-search.ts', "const now = Date['now'];"),
    plant('application/run-search.ts', 'const jitter = Math.random();'),
    plant('application/run-search.ts', 'const id = crypto.randomUUID();'),
    plant('application/run-search.ts', 'const at = performance.now();'),
    plant('application/run-search.ts', 'setTimeout(() => abort(), 1_000);'),
    plant('application/run-search.ts', 'const late = AbortSignal.timeout(1_000);'),
    plant('application/run-search.ts', 'const answer = await fetch(url);'),
  ],

  'only the settings read the environment': [
    plant('adapters/redis/client.ts', 'const url = process.env.REDIS_URL;'),
    plant('adapters/redis/client.ts', "const url = process['env'].REDIS_URL;"),
    plant('adapters/redis/client.ts', 'const { REDIS_URL } = globalThis.process.env;'),
    plant('adapters/redis/client.ts', "import { env } from 'node:process';"),
    plant('container.ts', "import process from 'process';"),
  ],

  'no file is long': [plant('domain/search/decide.ts', 'export {};\n'.repeat(MAX_LINES + 1))],

  'every name says what is there': [
    plant('domain/search/index.ts', ''),
    plant('domain/utils/time.ts', ''),
    plant('application/helpers.ts', ''),
    plant('adapters/common/retry.ts', ''),
    plant('domain/flights/types.d.ts', ''),
    plant('adapters/result-stream/redis/result-stream-impl.ts', ''),
    plant('application/search-service.ts', ''),
    plant('application/search.manager.ts', ''),
  ],
};
