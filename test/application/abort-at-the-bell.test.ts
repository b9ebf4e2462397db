import { describe, expect, it } from '@jest/globals';
import { okAsync } from 'neverthrow';
import { InMemoryDeadlines } from '../../src/adapters/deadlines/in-memory/in-memory-deadlines.ts';
import { closeOverdue } from '../../src/application/close-overdue.ts';
import { completedOf, runProvider, SUPPLIER_TIMEOUT_MS } from '../support/run-provider.ts';
import { hangs, scriptedSupplier } from '../support/scripted-supplier.ts';
import { DEADLINE_MS, searchWorld, type SearchWorld } from '../support/search-world.ts';

/** A provider whose suppliers hang; at what times their signals abort. */
const hanging = async (world: SearchWorld) => {
  const suppliers = [scriptedSupplier('one', hangs()), scriptedSupplier('other', hangs())];
  const { finished } = await runProvider(world, suppliers);
  const abortedAt: number[] = [];
  for (const signal of suppliers.flatMap(({ signals }) => signals))
    signal.addEventListener('abort', () => abortedAt.push(world.clock.now()));
  return { finished, abortedAt };
};

/** What a provider does not know of its deadline it cannot keep: its suppliers are asked for as long as usual. */
class UnknownDeadlines extends InMemoryDeadlines {
  override left(): ReturnType<InMemoryDeadlines['left']> {
    return okAsync(undefined);
  }
}

describe('the suppliers of a search', () => {
  it('are aborted when it is cancelled, in no time', async () => {
    const world = searchWorld();
    const id = await world.request();
    const { finished, abortedAt } = await hanging(world);
    await world.clock.advance(SUPPLIER_TIMEOUT_MS / 2);
    const cancelledAt = world.clock.now();
    await world.closeSearch(id, 'cancelled');
    await finished;
    expect(abortedAt).toEqual([cancelledAt, cancelledAt]);
  });

  it('are aborted when a closer ends it at its deadline, in no time', async () => {
    const world = searchWorld();
    const id = await world.request();
    const dueAt = world.clock.now() + DEADLINE_MS;
    await world.clock.advance(DEADLINE_MS - SUPPLIER_TIMEOUT_MS / 2);
    const deadlines = new UnknownDeadlines(world.clock);
    const { finished, abortedAt } = await hanging({ ...world, deps: { ...world.deps, deadlines } });
    const stopping = new AbortController();
    const closing = closeOverdue(world)(stopping.signal);
    await world.clock.advance(SUPPLIER_TIMEOUT_MS / 2);
    await finished;
    stopping.abort();
    await closing;
    expect(completedOf(world, id).outcome).toBe('timed_out');
    expect(abortedAt).toEqual([dueAt, dueAt]);
  });
});
