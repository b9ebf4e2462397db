import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { startRedisServer } from '../test/support/redis-server.ts';
import { requestSearch, viewSearch } from '../test/support/searches.ts';
import { startProgram } from './start-program.ts';
import { Table } from './table.ts';

/** As many as one address may request in a minute, each watched by as many as one address may watch it. */
const SEARCHES = 60;
const VIEWERS = 8;
const ASK_EVERY_MS = 20;
const TIMES = 3;

const server = await startRedisServer();
const provider = await startProgram({ ROLE: 'provider', REDIS_URL: server.urlOf('provider') });
const gateway = await startProgram({ ROLE: 'gateway', REDIS_URL: server.urlOf('gateway'), RATE_LIMIT: '0' });

/** The same search many times over, so that all of it comes at once from what is kept of the first. */
const crowd = async (): Promise<void> => {
  const ids = await Promise.all(Array.from({ length: SEARCHES }, () => requestSearch(gateway.url)));
  const viewers = ids.flatMap((id) => Array.from({ length: VIEWERS }, () => viewSearch(gateway.url, id)));
  await Promise.all(viewers.map(async (viewer) => (await viewer).ended));
};

/** How long the gateway took to say that it is alive, asked all the while. */
const answersDuring = async (whatHappens: Promise<void>): Promise<readonly number[]> => {
  const over = new AbortController();
  void whatHappens.finally(() => over.abort());
  const took: number[] = [];
  while (!over.signal.aborted) {
    const from = performance.now();
    await (await fetch(`${gateway.url}/healthz`)).arrayBuffer();
    took.push(performance.now() - from);
    await setTimeout(ASK_EVERY_MS);
  }
  return took;
};

try {
  const table = new Table();
  const worst: number[] = [];
  const run = async (): Promise<void> => {
    worst.push(Math.max(...(await answersDuring(crowd()))));
  };
  await table.measure(`${SEARCHES * VIEWERS} viewers given everything`, TIMES, run);
  table.print(`${SEARCHES} searches, ${VIEWERS} viewers each, on one gateway`);
  process.stdout.write(`\n/healthz answered after ${Math.max(...worst).toFixed(0)} ms at worst\n`);
} finally {
  for (const { child } of [gateway, provider]) {
    child.kill();
    await once(child, 'exit');
  }
  await server.stop();
}
