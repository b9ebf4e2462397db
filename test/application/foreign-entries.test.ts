import { describe, expect, it } from '@jest/globals';
import { MAX_PAYLOAD_BYTES } from '../../src/domain/search/payload.ts';
import { follow, givenTo } from '../support/follow.ts';
import { searchWorld } from '../support/search-world.ts';

const dropped = async (status: string, payload?: string) => {
  const world = searchWorld();
  const id = await world.request();
  const at = world.write(id, status, payload);
  const viewer = await follow(world, id);
  viewer.leave();
  await viewer.ended;
  expect(viewer.told()).toBe('requested');
  return world.happenings.flatMap((happening) =>
    happening.type === 'entry_dropped' && happening.position === at ? [happening.reason] : [],
  );
};

describe('what foreign writers may not say', () => {
  it.each([
    ['an unknown status', 'unknown_status', 'noise', undefined],
    ['a second requested', 'second_requested', 'requested', undefined],
    ['a result before processing', 'result_before_processing', 'result', undefined],
    ['a payload that is no JSON', 'unusable_payload', 'processing', 'no JSON'],
    ['a payload of several lines', 'unusable_payload', 'processing', '{\n}'],
    [
      'a payload that is too large',
      'unusable_payload',
      'processing',
      `{"x":"${'x'.repeat(MAX_PAYLOAD_BYTES)}"}`,
    ],
  ])('is dropped and told to the journal: %s', async (_what, reason, status, payload) => {
    expect(await dropped(status, payload)).toEqual([reason]);
  });

  it('ends the search all the same where it is a completed, which is replaced by one of use', async () => {
    const world = searchWorld();
    const id = await world.request();
    const end = world.write(id, 'completed', 'rubbish\n\nevent: forged');
    const viewer = await follow(world, id);
    await viewer.ended;
    expect(givenTo(viewer).at(-1)).toEqual({
      position: end,
      status: 'completed',
      payload: JSON.stringify({ search_id: id, outcome: 'failed' }),
    });
  });

  it('is not given to anybody behind the end', async () => {
    const world = searchWorld();
    const id = await world.request();
    world.write(id, 'completed');
    world.write(id, 'result');
    world.write(id, 'completed');
    const viewer = await follow(world, id);
    await viewer.ended;
    expect(viewer.told()).toBe('requested completed');
  });

  it('is counted where its number is wrong, and given', async () => {
    const world = searchWorld();
    const id = await world.request();
    const at = world.write(id, 'processing', '{}', 1);
    const viewer = await follow(world, id);
    viewer.leave();
    await viewer.ended;
    expect(viewer.told()).toBe('requested processing');
    expect(world.happenings).toContainEqual({ type: 'wrong_seq', id, position: at });
  });
});

describe('what readers are given', () => {
  it('is counted, what comes before a gap included', async () => {
    const world = searchWorld();
    const id = await world.request();
    world.write(id, 'processing', '{}', 2);
    world.write(id, 'result', '{}', 4);
    const viewer = await follow(world, id);
    viewer.leave();
    await viewer.ended;
    const counts = world.happenings.flatMap((happening) =>
      happening.type === 'entries_delivered' ? [happening.count] : [],
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(givenTo(viewer).length);
  });
});
