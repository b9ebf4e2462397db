import { once } from 'node:events';
import { createServer } from 'node:http';
import { Redis } from 'ioredis';
import { supplierRequest } from '../src/adapters/wire/supplier-request.ts';
import type { SearchId } from '../src/domain/search/search-id.ts';
import { thing } from '../src/tokens.ts';
import { deferred } from '../test/support/deferred.ts';
import { QuietGateway } from '../test/support/quiet-gateway.ts';
import { startRedisServer } from '../test/support/redis-server.ts';
import { requestSearch } from '../test/support/searches.ts';
import { startProgram } from './start-program.ts';

/** What the suppliers of a search are promised: so long after the bell nobody works for nothing. */
const PROMISED_MS = 100;
const SUPPLIERS = 4;
const ONE_BY_ONE = 200;
const AT_ONCE = 100;

const BELL = /^flight\.search\.bell:\{flight\.search\.results:(.+)\}$/;

/** What the suppliers see of one search, and when. */
class Watched {
  readonly asked = deferred();
  readonly letGo = deferred();
  #asked = 0;
  #open = 0;
  letGoAtMs = Infinity;
  rangAtMs = Infinity;

  opened(): void {
    this.#asked += 1;
    this.#open += 1;
    if (this.#asked === SUPPLIERS) this.asked.resolve();
  }

  closed(): void {
    this.#open -= 1;
    this.letGoAtMs = performance.now();
    if (this.#open === 0) this.letGo.resolve();
  }
}

const searches = new Map<string, Watched>();
const watchedOf = (id: string): Watched => {
  const watched = searches.get(id) ?? new Watched();
  searches.set(id, watched);
  return watched;
};

/** Suppliers behind a URL that never answer, and see when nobody waits for them any more. */
const supplier = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += String(chunk)));
  request.on('end', () => {
    const { search_id: id } = supplierRequest.parse(JSON.parse(body));
    const watched = watchedOf(id);
    response.once('close', () => watched.closed());
    watched.opened();
    response.writeHead(200, { 'Content-Type': 'application/x-ndjson' }).write('\n');
  });
}).listen(0, '127.0.0.1');
await once(supplier, 'listening');
const address = supplier.address();
const port = typeof address === 'object' ? address?.port : undefined;

const server = await startRedisServer();
const redis = new Redis(server.url);
await redis.psubscribe('flight.search.bell:*');
redis.on('pmessage', (_pattern, channel: string) => {
  const [, id] = BELL.exec(channel) ?? [];
  if (id !== undefined) watchedOf(id).rangAtMs = performance.now();
});

const start = (ROLE: 'gateway' | 'provider', settings: Record<string, string> = {}) =>
  startProgram({ ROLE, REDIS_URL: server.urlOf(ROLE), ...settings });

const names = Array.from({ length: SUPPLIERS }, (_, n) => `supplier-${n}=http://127.0.0.1:${port}/`);
const provider = await start('provider', { SUPPLIER_CACHE: '0s', SUPPLIERS: names.join(',') });
const gateway = await start('gateway', { SEARCH_DEADLINE: '60s', RATE_LIMIT: '0' });
const closer = await QuietGateway.start(server.urlOf('gateway'));
const closeSearch = thing(closer.gateway.container, 'closeSearch');

const begun = async (): Promise<SearchId> => {
  const id = await requestSearch(gateway.url);
  await watchedOf(id).asked.promise;
  return id;
};

type End = (id: SearchId) => Promise<unknown>;

/** From the bell until the last supplier of the search was let go of. */
const ended = async (id: SearchId, end: End): Promise<number> => {
  await end(id);
  const watched = watchedOf(id);
  await watched.letGo.promise;
  return watched.letGoAtMs - watched.rangAtMs;
};

const cancel: End = (id) => fetch(`${gateway.url}/v1/searches/${id}`, { method: 'DELETE' });
const timeOut: End = async (id) => closeSearch(id, 'timed_out');

const oneByOne = async (end: End): Promise<readonly number[]> => {
  const took: number[] = [];
  for (let n = 0; n < ONE_BY_ONE; n += 1) took.push(await ended(await begun(), end));
  return took;
};
const atOnce = async (end: End): Promise<readonly number[]> => {
  const ids = await Promise.all(Array.from({ length: AT_ONCE }, begun));
  return Promise.all(ids.map((id) => ended(id, end)));
};

const report = (what: string, took: readonly number[]): void => {
  const ascending = took.toSorted((one, other) => one - other);
  const median = ascending[Math.floor(ascending.length / 2)] ?? 0;
  const worst = ascending.at(-1) ?? 0;
  const kept = worst <= PROMISED_MS ? 'kept' : 'NOT KEPT';
  process.stdout.write(
    `${what.padEnd(44)}${`${median.toFixed(1)} ms`.padStart(12)}${`${worst.toFixed(1)} ms`.padStart(12)}  ${kept}\n`,
  );
};

try {
  process.stdout.write(
    `from the bell of an end until the last of ${SUPPLIERS} suppliers was let go of\n\n${''.padEnd(44)}${'median'.padStart(12)}${'worst'.padStart(12)}  within ${PROMISED_MS} ms\n`,
  );
  report(`cancelled, ${ONE_BY_ONE} one by one`, await oneByOne(cancel));
  report(`closed by the deadline, ${ONE_BY_ONE} one by one`, await oneByOne(timeOut));
  report(`cancelled, ${AT_ONCE} at once`, await atOnce(cancel));
  report(`closed by the deadline, ${AT_ONCE} at once`, await atOnce(timeOut));
} finally {
  for (const { child } of [provider, gateway]) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  await closer[Symbol.asyncDispose]();
  redis.disconnect();
  supplier.close();
  supplier.closeAllConnections();
  await server.stop();
}
