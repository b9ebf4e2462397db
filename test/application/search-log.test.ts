import { describe, expect, it } from '@jest/globals';
import { type Folding, readLog, readOn } from '../../src/application/search-log.ts';
import { searchWorld } from '../support/search-world.ts';

const statuses: Folding<readonly string[]> = {
  initial: () => [],
  fold: (view, messages) => [...view, ...messages.map(({ status }) => status)],
};

const begun = async () => {
  const world = searchWorld();
  const id = await world.request();
  world.write(id, 'processing', '{}', 2);
  const read = async () => (await readLog(world.stream, id, statuses))._unsafeUnwrap();
  return { world, id, read };
};

describe('the log of a search', () => {
  it('is folded up to its tail', async () => {
    const { world, id, read } = await begun();
    const last = world.write(id, 'result', '{}', 3);
    expect(await read()).toMatchObject({
      id,
      view: ['requested', 'processing', 'result'],
      session: { phase: 'processing', messages: 3 },
      position: last,
      tail: { position: last, seq: 3 },
    });
  });

  it('does not count what foreign writers may not say, and goes on behind it', async () => {
    const { world, id, read } = await begun();
    const counts = world.entries(id).at(-1)?.position;
    world.write(id, 'noise');
    world.write(id, 'requested');
    world.write(id, 'result', 'no JSON');
    const last = world.write(id, 'processing');
    const log = await read();
    expect(log).toMatchObject({ view: ['requested', 'processing'], position: counts });
    expect(log.tail).toEqual({ position: last, seq: 6 });
  });

  it('takes the numbers of others as they are where some are missing', async () => {
    const { world, id, read } = await begun();
    world.write(id, 'result', '{}', 9);
    expect((await read()).tail.seq).toBe(9);
  });

  it('is longer than a page', async () => {
    const { world, id, read } = await begun();
    for (let number = 0; number < 450; number += 1) world.write(id, 'result');
    expect((await read()).session.messages).toBe(452);
  });

  it('is answered as far as it is read where others have written more than anybody reads', async () => {
    const { world, id, read } = await begun();
    for (let number = 0; number < 25_000; number += 1) world.write(id, 'noise');
    expect((await read()).tail.seq).toBe(22_000);
    expect((await world.closeSearch(id, 'timed_out')).isOk()).toBe(true);
    expect(world.entries(id).at(-1)).toMatchObject({ status: 'completed', seq: 25_003 });
  });

  it('is read on from where it was read to', async () => {
    const { world, id, read } = await begun();
    const log = await read();
    world.write(id, 'result', '{}', 3);
    const on = (await readOn(world.stream, log, statuses))._unsafeUnwrap();
    expect(on).toEqual(await read());
  });

  it('is read from the beginning again where its tail is gone', async () => {
    const { world, id, read } = await begun();
    const tail = world.write(id, 'result', '{}', 3);
    const log = await read();
    world.trim(id, tail);
    world.write(id, 'result', '{}', 3);
    const on = (await readOn(world.stream, log, statuses))._unsafeUnwrap();
    expect(on.view).toEqual(['requested', 'processing', 'result']);
    expect(on).toEqual(await read());
  });

  it('is gone where the stream does not begin like a search', async () => {
    const world = searchWorld();
    const id = world.nextId();
    await world.stream.create(id, { status: 'result', payload: '{}' }, 60_000);
    expect((await readLog(world.stream, id, statuses))._unsafeUnwrapErr().type).toBe('gone');
  });

  it('is gone where somebody has emptied the stream', async () => {
    const { world, id, read } = await begun();
    const log = await read();
    for (const { position } of world.entries(id).slice()) world.trim(id, position);
    expect((await readLog(world.stream, id, statuses))._unsafeUnwrapErr().type).toBe('gone');
    expect((await readOn(world.stream, log, statuses))._unsafeUnwrapErr().type).toBe('gone');
  });
});
