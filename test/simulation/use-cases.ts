import { errAsync } from 'neverthrow';
import { v7 } from 'uuid';
import type { Random } from '../../src/adapters/suppliers/simulated/random.ts';
import { callerIn } from '../../src/adapters/wire/caller-in.ts';
import { parseMessage } from '../../src/adapters/wire/parse-message.ts';
import { cancelSearch } from '../../src/application/cancel-search.ts';
import { closeOverdue } from '../../src/application/close-overdue.ts';
import { type CloseSearch, closeSearch } from '../../src/application/close-search.ts';
import { flightEnding } from '../../src/application/flight-ending.ts';
import { FoldedSearches } from '../../src/application/folded-searches.ts';
import { followSearch } from '../../src/application/follow-search.ts';
import { provideSearches } from '../../src/application/provide-searches.ts';
import { readEntries } from '../../src/application/read-entries.ts';
import { requestOnce } from '../../src/application/request-once.ts';
import { requestSearch } from '../../src/application/request-search.ts';
import { runSearch } from '../../src/application/run-search.ts';
import { snapshotSearch } from '../../src/application/snapshot-search.ts';
import type { Happening } from '../../src/domain/ports/journal.ts';
import type { ParseMessage } from '../../src/domain/ports/parse-message.ts';
import { isSearchId, type SearchId } from '../../src/domain/search/search-id.ts';
import { SMALL_WORLD } from '../support/small-world.ts';
import type { Ports, ProcessIdentity } from './simulated-process.ts';
import { simulatedSuppliers } from './simulated-suppliers.ts';
import type { World } from './world.ts';

export const TTL_MS = 600_000;
const MOST_KNOWN = 5_000;
const SUPPLIER_TIMEOUT_MS = 3_000;

/** What a payload means does not change, and the same ones are read again and again. */
const parseOnce = (): ParseMessage => {
  const known = new Map<string, ReturnType<ParseMessage>>();
  return (message) => {
    const key = `${message.status} ${message.payload}`;
    const parsed = known.has(key) ? known.get(key) : parseMessage(message);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, parsed);
    return parsed;
  };
};

export const ENDING = flightEnding(parseOnce());

const unreachable: CloseSearch = () => errAsync({ type: 'unavailable', reason: 'switched off' });

/** What one process does, bound together as the program binds it. */
export const useCasesOf = (world: World, process: ProcessIdentity, ports: Ports, random: Random) => {
  const { sabotage, settings } = world;
  const { deadlineMs, graceMs } = settings;
  const { clock } = process;

  const nextId = (): SearchId => {
    const bits = Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
    const id = v7({ msecs: clock.now(), random: bits });
    if (!isSearchId(id)) throw new Error(`not a search id: ${id}`);
    return id;
  };
  const journal = (happening: Happening): void => {
    world.tell(process.name, happening.type, 'id' in happening ? happening.id : '');
    if (happening.type === 'run_crashed' || happening.type === 'close_crashed') world.fail(happening.error);
  };
  const deps = {
    ...SMALL_WORLD,
    ...ports,
    clock,
    journal,
    nextId,
    parseMessage,
    callerIn,
    deadlineMs,
    graceMs,
    ttlMs: TTL_MS,
    keptAtMostMs: TTL_MS + deadlineMs,
    ending: ENDING,
    folding: ENDING,
    providerId: process.name,
    suppliers: (sabotage.suppliers ?? ((all) => all))(simulatedSuppliers(world, process)),
    supplierTimeoutMs: SUPPLIER_TIMEOUT_MS,
  };
  const close = closeSearch(deps);
  const timed = sabotage.withoutTimers === true ? unreachable : close;
  const shared = { ...deps, closeSearch: close, requestSearch: requestSearch(deps) };
  const follow = followSearch({ ...deps, closeSearch: timed });

  return {
    request: requestOnce(shared),
    cancel: cancelSearch(shared),
    follow: sabotage.follow?.(follow) ?? follow,
    read: readEntries(deps),
    snapshot: snapshotSearch({ ...deps, folded: new FoldedSearches(deps) }),
    /** What goes on by itself, until the signal aborts. */
    live: async (signal: AbortSignal): Promise<void> => {
      const closes = sabotage.withoutClosers === true ? undefined : closeOverdue(shared)(signal);
      const provides =
        process.kind === 'provider' && sabotage.withoutProviders !== true
          ? provideSearches({ ...deps, runSearch: runSearch(deps) })({ draining: signal, stopping: signal })
          : undefined;
      await Promise.all([closes, provides]);
    },
  };
};

export type UseCases = ReturnType<typeof useCasesOf>;
