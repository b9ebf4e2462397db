import { runSearch } from '../../src/application/run-search.ts';
import type { Completed, ResultFound } from '../../src/domain/flights/view/messages.ts';
import type { Clock } from '../../src/domain/ports/clock.ts';
import type { Claim } from '../../src/domain/ports/request-queue.ts';
import type { Supplier } from '../../src/domain/ports/supplier.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import type { SearchWorld } from './search-world.ts';

export const SUPPLIER_TIMEOUT_MS = 5_000;

/** A provider at work on the next search that is waiting. */
export const runProvider = async (
  { deps, queue, clock }: SearchWorld,
  suppliers: readonly Supplier[],
  providerId = 'provider-1',
  ownClock: Clock = clock,
) => {
  const stopping = new AbortController();
  const claims = queue.claim(1, stopping.signal);
  await clock.settle();
  const [claim] = (await claims)._unsafeUnwrap();
  if (claim === undefined) throw new Error('nothing is waiting');
  const settled = { isSettled: false };
  const watched: Claim = {
    ...claim,
    settle: () => {
      settled.isSettled = true;
      return claim.settle();
    },
  };
  const run = runSearch({
    ...deps,
    clock: ownClock,
    suppliers,
    providerId,
    supplierTimeoutMs: SUPPLIER_TIMEOUT_MS,
  });
  const finished = run(watched, stopping.signal);
  await clock.settle();
  return { claim, finished, settled, stop: () => stopping.abort() };
};

export const resultsOf = (world: SearchWorld, id: SearchId): readonly ResultFound[] =>
  world.messages(id).flatMap((message) => (message.status === 'result' ? [message.payload] : []));

export const completedOf = (world: SearchWorld, id: SearchId): Completed => {
  const last = world.messages(id).at(-1);
  if (last?.status !== 'completed' || last.payload === undefined) throw new Error('it has not completed');
  return last.payload;
};

/** How each supplier ended, according to the results. */
export const endsOf = (world: SearchWorld, id: SearchId): readonly string[] =>
  resultsOf(world, id)
    .filter(({ supplier_status }) => supplier_status !== 'answering')
    .map(({ supplier_id, supplier_status }) => `${supplier_id} ${supplier_status}`);
