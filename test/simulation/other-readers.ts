import { pick, type Random } from '../../src/adapters/suppliers/simulated/random.ts';
import { snapshot } from '../../src/domain/flights/view/snapshot.ts';
import { BrokenPromise } from './promises.ts';
import type { SearchRecord } from './search-record.ts';
import { StoryLine } from './story-line.ts';
import { ENDING, TTL_MS } from './use-cases.ts';
import { viewSearch } from './viewer.ts';
import type { World } from './world.ts';

const LONGEST_PAUSE_MS = 2_000;

/** A thin client that asks, and asks again. */
export const pollSearch = async (world: World, record: SearchRecord, random: Random): Promise<void> => {
  const line = new StoryLine(record, 'a poller');
  const lastMs = record.dueAtMs + TTL_MS / 2;
  const { signal } = new AbortController();
  while (!line.isOver) {
    if (world.clock.now() > lastMs) throw new BrokenPromise('seen', `a poller of ${record.id} never did`);
    const gateway = world.anyGateway(random);
    const request = { after: line.position, waitMs: pick([0, 5_000, 25_000], random) };
    const page = await Promise.race([gateway.useCases.read(record.id, request, signal), gateway.died]);
    if (page === 'died') continue;
    if (page.isOk()) {
      const { entries, completed, reset, position } = page.value;
      if (reset) line.reset();
      line.take(entries);
      if (position !== line.position || completed !== line.isOver)
        throw new BrokenPromise('story', `a poller of ${record.id} was told to stand at ${position}`);
    } else if (page.error.type !== 'unavailable') {
      throw new BrokenPromise('seen', `${record.id} was ${page.error.type} at ${gateway.name}`);
    }
    if (!line.isOver) await world.pause(random() * LONGEST_PAUSE_MS);
  }
};

/** Takes all at once as of now, and follows from there. */
export const snapshotThenView = async (world: World, record: SearchRecord, random: Random): Promise<void> => {
  for (;;) {
    const gateway = world.anyGateway(random);
    const taken = await Promise.race([gateway.useCases.snapshot(record.id), gateway.died]);
    if (taken !== 'died' && taken.isOk()) {
      const story = record.story.upToNow();
      const held = story.findIndex(({ position }) => position === taken.value.position) + 1;
      const view = ENDING.fold(ENDING.initial(), story.slice(0, held));
      const expected = snapshot(view, taken.value.position);
      if (held === 0 || JSON.stringify(expected) !== JSON.stringify(taken.value))
        throw new BrokenPromise('story', `a snapshot of ${record.id} is of another search`);
      return viewSearch(world, record, random, new StoryLine(record, 'a viewer behind a snapshot', held));
    }
    if (taken !== 'died' && taken.isErr() && taken.error.type !== 'unavailable')
      throw new BrokenPromise('seen', `${record.id} was ${taken.error.type} at ${gateway.name}`);
    await world.pause(random() * LONGEST_PAUSE_MS);
  }
};
