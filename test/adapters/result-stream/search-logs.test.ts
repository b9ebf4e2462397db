import { describe, expect, it } from '@jest/globals';
import { InMemoryResultStream } from '../../../src/adapters/result-stream/in-memory/in-memory-result-stream.ts';
import { MAX_SEARCHES, SearchLogs } from '../../../src/adapters/result-stream/in-memory/search-logs.ts';
import { BEGINNING } from '../../../src/domain/search/position.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { processingMessage, requestedMessage } from '../../support/messages.ts';
import { newSearchId } from '../../support/new-search-id.ts';

const TTL_MS = 60_000;

describe('searches in memory', () => {
  it('are refused beyond a bound, until others expire, for which nobody has to ask', async () => {
    const clock = new ManualClock();
    const stream = new InMemoryResultStream({ clock, completedTtlMs: undefined });
    const create = () => stream.create(newSearchId(), requestedMessage(), TTL_MS);
    for (let count = 0; count < MAX_SEARCHES; count += 1) expect((await create()).isOk()).toBe(true);
    const refused = await create();
    expect(refused.isErr() && refused.error.type).toBe('unavailable');
    await clock.advance(TTL_MS);
    expect((await create()).isOk()).toBe(true);
  });

  it('keep their positions in order though the clock goes back', () => {
    const log = new SearchLogs(new ManualClock()).add(newSearchId(), TTL_MS);
    const positions = [2_000, 2_000, 1_000, 3_000].map((nowMs) =>
      log?.write({ status: 'result', payload: '{}', seq: undefined }, nowMs),
    );
    expect(positions).toEqual(['2000-0', '2000-1', '2000-2', '3000-0']);
  });

  it('never have an entry where the beginning is', () => {
    const log = new SearchLogs(new ManualClock()).add(newSearchId(), TTL_MS);
    expect(log?.write({ status: 'result', payload: '{}', seq: undefined }, 0)).not.toBe(BEGINNING);
  });

  it('are kept as before once completed, where nothing else is set', async () => {
    const clock = new ManualClock();
    const stream = new InMemoryResultStream({ clock, completedTtlMs: undefined });
    const id = newSearchId();
    const tail = (await stream.create(id, requestedMessage(), TTL_MS))._unsafeUnwrap();
    await stream.append(id, tail, [processingMessage(), { status: 'completed', payload: '{}' }]);
    await clock.advance(TTL_MS - 1);
    expect((await stream.read(id, BEGINNING, 1)).isOk()).toBe(true);
    await clock.advance(1);
    expect((await stream.read(id, BEGINNING, 1)).isErr()).toBe(true);
  });
});
