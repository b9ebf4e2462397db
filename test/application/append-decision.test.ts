import { describe, expect, it } from '@jest/globals';
import { appendDecision } from '../../src/application/append-decision.ts';
import { type Folding, readLog, type SearchLog } from '../../src/application/search-log.ts';
import type { SearchCommand } from '../../src/domain/search/decide.ts';
import { searchWorld } from '../support/search-world.ts';

/** A search of which only the statuses are kept. */
const statuses: Folding<readonly string[]> = {
  initial: () => [],
  fold: (view, messages) => [...view, ...messages.map(({ status }) => status)],
};

type Log = SearchLog<readonly string[]>;

const begun = async () => {
  const world = searchWorld();
  const id = await world.request();
  const log = (await readLog(world.stream, id, statuses))._unsafeUnwrap();
  const append = (from: Log, command: (log: Log) => SearchCommand, onMoved?: (log: Log) => void) =>
    appendDecision(world.stream, from, statuses, command, onMoved);
  return { world, id, log, append };
};

const command = (type: SearchCommand['type'], payload: object = {}) => ({
  type,
  payload: JSON.stringify(payload),
});

describe('appending what was decided', () => {
  it('answers the log with it', async () => {
    const { world, id, log, append } = await begun();
    const begins = (await append(log, () => command('begin')))._unsafeUnwrap();
    expect(begins).toMatchObject({ view: ['requested', 'processing'], session: { phase: 'processing' } });
    expect(begins.tail).toEqual({ position: world.entries(id)[1]?.position, seq: 2 });
    expect(begins).toEqual((await readLog(world.stream, id, statuses))._unsafeUnwrap());
  });

  it('lets the loser of a race decide again on what the winner said', async () => {
    const { world, id, log, append } = await begun();
    const [one, other] = await Promise.all([
      append(log, () => command('begin', { by: 1 })),
      append(log, () => command('begin', { by: 2 })),
    ]);
    expect(one.isOk()).toBe(true);
    expect(other._unsafeUnwrapErr().type).toBe('already_processing');
    expect(world.entries(id).map(({ payload }) => payload)).toContain('{"by":1}');
    expect(world.statuses(id)).toBe('requested processing');
  });

  it('tells the loser what it has read, even if it is refused then', async () => {
    const { world, log, append } = await begun();
    await append(log, () => command('begin', { by: 1 }));
    const moved: Log[] = [];
    const refused = await append(
      log,
      () => command('begin', { by: 2 }),
      (read) => moved.push(read),
    );
    expect(refused.isErr()).toBe(true);
    expect(moved.map(({ view }) => view)).toEqual([['requested', 'processing']]);
    expect(world.clock.sleepers).toBe(0);
  });

  it('gives the command the log on which it decides', async () => {
    const { id, world, log, append } = await begun();
    await append(log, () => command('begin'));
    await append(log, ({ view }) => command('close', { said: view.length }));
    expect(world.entries(id).at(-1)?.payload).toBe('{"said":2}');
  });

  it('succeeds when it is repeated because its answer was lost, and stores it once', async () => {
    const { world, id, log, append } = await begun();
    world.way.losesAnswers = 1;
    const lost = await append(log, () => command('begin'));
    expect(lost._unsafeUnwrapErr().type).toBe('unavailable');
    const again = await append(log, () => command('begin'));
    expect(again._unsafeUnwrap().session.phase).toBe('processing');
    expect(world.statuses(id)).toBe('requested processing');
  });

  it('gives up where others never stop appending', async () => {
    const { world, id, log, append } = await begun();
    let decided = 0;
    const refused = await append(log, () => {
      decided += 1;
      world.write(id, 'noise');
      return command('begin');
    });
    expect(refused._unsafeUnwrapErr().type).toBe('unavailable');
    expect(decided).toBe(11);
    expect(world.statuses(id)).not.toContain('processing');
  });

  it('ends a search all the same where others never stop appending', async () => {
    const { world, id, log, append } = await begun();
    let decided = 0;
    const ended = await append(log, () => {
      decided += 1;
      world.write(id, 'noise');
      return command('close');
    });
    expect(decided).toBe(11);
    expect(ended._unsafeUnwrap().session.phase).toBe('completed');
    expect(world.statuses(id)).toBe(`requested${' noise'.repeat(11)} completed`);
    expect(world.entries(id).at(-1)?.seq).toBe(13);
  });

  it('leaves the end to whoever ended the search meanwhile', async () => {
    const { world, id, log, append } = await begun();
    let decided = 0;
    const refused = await append(log, () => {
      decided += 1;
      world.write(id, decided === 11 ? 'completed' : 'noise');
      return command('close');
    });
    expect(refused._unsafeUnwrapErr().type).toBe('already_completed');
    expect(world.statuses(id).match(/completed/g)).toHaveLength(1);
  });

  it('never brings back a stream that is gone', async () => {
    const { world, id, log, append } = await begun();
    await world.stream.expire(id, 0);
    expect((await append(log, () => command('begin')))._unsafeUnwrapErr().type).toBe('gone');
    expect(world.logs.get(id)).toBeUndefined();
  });
});
