import { once } from 'node:events';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { streamKey } from '../../src/adapters/result-stream/redis/keys.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { Program } from '../support/program.ts';
import { ownRedis } from '../support/own-redis.ts';
import { requestSearch, viewSearch } from '../support/searches.ts';
import { until } from '../support/until.ts';

const SEARCHES = 3;
const VIEWERS = 3;
/** Of a search: what a process tries at its start is nobody's. */
const RESULTS = /^flight\.search\.results:(?!nobody$)/;

type Command = readonly string[];

const { server, redis } = await ownRedis();
let program: Program;
const commands: Command[] = [];

/** Every command that Redis carries out from now on, those of scripts too. */
const monitor = async (): Promise<Redis> => {
  const monitoring = await redis.monitor();
  monitoring.on('monitor', (_time: string, command: Command) => commands.push(command));
  return monitoring;
};

const called = (name: string, subcommand?: string): readonly Command[] =>
  commands.filter(
    ([first = '', second = '']) =>
      first.toUpperCase() === name && (subcommand === undefined || second.toUpperCase() === subcommand),
  );

const hasWord = (word: string) => (command: Command) => command.some((arg) => arg.toUpperCase() === word);
const concernsResults = (command: Command) => command.some((arg) => RESULTS.test(arg));

const reads = () => called('XREADGROUP').filter(concernsResults);
/** The stream and the group that a command names. */
const named = (command: Command) => command.slice(2, 4).join(' ');

const hasGroups = async (id: SearchId): Promise<boolean> => {
  const groups = await redis.xinfo('GROUPS', streamKey(id));
  return Array.isArray(groups) && groups.length > 0;
};

beforeAll(async () => {
  // The client takes what is shown along with its very first answer for a fault, so nobody else is there yet.
  const monitoring = await monitor();
  program = await Program.start({ REDIS_URL: server.urlOf('all'), SIMULATION_SPEED: '20' });

  const ids = await Promise.all(Array.from({ length: SEARCHES }, () => requestSearch(program.url)));
  const watching = ids.flatMap((id) => Array.from({ length: VIEWERS }, () => viewSearch(program.url, id)));
  const [leaver, ...viewers] = await Promise.all(watching);
  await leaver?.until('processing');
  await leaver?.leave();
  await Promise.all(viewers.map((viewer) => viewer.ended));
  for (const id of ids) await until(async () => !(await hasGroups(id)));

  const seenAll = once(monitoring, 'monitor');
  await redis.echo('that is all');
  await seenAll;
  monitoring.disconnect();
});

describe('what MONITOR shows of searches with viewers', () => {
  it('is that every viewer reads by a group of its own, without acknowledgements', () => {
    const groups = new Set(reads().map(([, , group = '', , , , , , key = '']) => `${key} ${group}`));
    expect(groups.size).toBe(SEARCHES * VIEWERS);
    expect(new Set([...groups].map((pair) => pair.split(' ')[1])).size).toBe(SEARCHES * VIEWERS);
    expect(reads().every(hasWord('NOACK'))).toBe(true);
    expect(called('XREAD')).toEqual([]);
  });

  it('is that no command waits in Redis', () => {
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter(hasWord('BLOCK'))).toEqual([]);
    expect(commands.filter(([name = '']) => /^(BLPOP|BRPOP|BLMOVE|BZPOP|WAIT)/i.test(name))).toEqual([]);
  });

  it('is that a viewer never creates a stream', () => {
    const created = called('XGROUP', 'CREATE').filter(concernsResults);
    expect(created).toHaveLength(SEARCHES * VIEWERS);
    expect(created.filter(hasWord('MKSTREAM'))).toEqual([]);
  });

  it('is that the group of every viewer goes with it, be it at the end or before', () => {
    const created = called('XGROUP', 'CREATE').filter(concernsResults).map(named);
    const destroyed = called('XGROUP', 'DESTROY').filter(concernsResults).map(named);
    expect(destroyed.toSorted()).toEqual(created.toSorted());
  });
});
