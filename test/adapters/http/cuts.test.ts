import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { systemClock } from '../../../src/adapters/clock/system-clock.ts';
import { InMemoryResultStream } from '../../../src/adapters/result-stream/in-memory/in-memory-result-stream.ts';
import { SearchLogs } from '../../../src/adapters/result-stream/in-memory/search-logs.ts';
import { STATUSES } from '../../../src/domain/search/message.ts';
import type { SearchId } from '../../../src/domain/search/search-id.ts';
import { CutClient } from '../../support/cut-client.ts';
import { Gateway, inPlaceOf } from '../../support/gateway.ts';
import { newSearchId } from '../../support/new-search-id.ts';

/** How many clients are cut at the same time. */
const AT_ONCE = 16;
const TTL_MS = 600_000;
/** Which no entry has. */
const NOWHERE = '99999999999999-0';

let gateway: Gateway;
const logs = new SearchLogs(systemClock);

beforeAll(async () => {
  const stream = new InMemoryResultStream({ clock: systemClock, completedTtlMs: undefined, logs });
  gateway = await Gateway.start({
    provides: false,
    // Who was cut has its seat a moment longer.
    settings: { MAX_VIEWERS_PER_SEARCH: '1000' },
    replacements: [inPlaceOf('stream', stream)],
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** A search that is over, said in few bytes, among them a letter of four; its entries have these numbers. */
const finished = (...numbers: readonly number[]): SearchId => {
  const id = newSearchId();
  for (const [at, seq] of numbers.entries()) {
    const status = STATUSES[at === numbers.length - 1 ? 3 : Math.min(at, 2)] ?? 'result';
    const log = logs.get(id) ?? logs.add(id, TTL_MS);
    log?.write({ status, payload: `{"n":"😀${at}"}`, seq }, Date.now());
  }
  return id;
};

const logOf = (id: SearchId): readonly string[] =>
  (logs.get(id)?.entries ?? []).map(({ position, status, payload }) => `${position} ${status} ${payload}`);

/** Cuts a client of its own after each number of bytes of the response, and lets each of them come back. */
const cutEverywhere = async (id: SearchId, lastId: string, mostResets: number): Promise<void> => {
  const url = gateway.eventsUrl(id);
  const log = logOf(id);
  const length = await CutClient.lengthOf(url, lastId);
  const offsets = Array.from({ length }, (_, offset) => offset).values();
  const cutOn = async (): Promise<void> => {
    for (const offset of offsets) {
      const client = new CutClient(url, lastId);
      await expect(client.connect(offset)).resolves.toBe('cut');
      // Who was given the end is told that there is nothing more; who was not is given the rest.
      const hadEnd = client.view.at(-1) === log.at(-1);
      await expect(client.connect()).resolves.toBe(hadEnd ? 'over' : 'ended');
      expect(client.view).toEqual(log);
      expect(client.resets).toBeLessThanOrEqual(mostResets);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, cutOn));
};

describe('a client that is cut off between any two bytes, and comes back with the last id it was given', () => {
  it('ends with exactly the log where it stood on an entry that is not there, and was told to start again', async () => {
    // One that was cut within the reset is told again; one that was cut behind it is not.
    await cutEverywhere(finished(1, 2), NOWHERE, 1);
  });

  it('ends with exactly the log where entries are missing, and it was told so in the midst of them', async () => {
    await cutEverywhere(finished(1, 2, 4), '', 2);
  });

  it('ends with exactly the log however often that happens', async () => {
    const ids = [finished(1, 2, 3, 4), finished(1, 2, 4, 5)];
    const offset = fc.oneof(fc.nat({ max: 450 }), fc.constant(Infinity));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ids),
        fc.constantFrom('', NOWHERE, '0-0', 'rubbish'),
        fc.array(offset, { minLength: 2, maxLength: 8 }),
        async (id, lastId, offsets) => {
          const client = new CutClient(gateway.eventsUrl(id), lastId);
          for (const cutAfter of offsets) await client.connect(cutAfter);
          while ((await client.connect()) !== 'over');
          expect(client.view).toEqual(logOf(id));
        },
      ),
      { numRuns: 40 },
    );
  });
});
