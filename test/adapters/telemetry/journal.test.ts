import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createJournal } from '../../../src/adapters/telemetry/journal.ts';
import { createMetrics } from '../../../src/adapters/telemetry/metrics.ts';
import type { Happening } from '../../../src/domain/ports/journal.ts';
import { BEGINNING } from '../../../src/domain/search/position.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { newSearchId } from '../../support/new-search-id.ts';

const journalWorld = () => {
  const lines: string[] = [];
  const clock = new ManualClock();
  const metrics = createMetrics(() => 0);
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const counted = async (line: string): Promise<boolean> =>
    (await metrics.exposition()).text.split('\n').includes(line);
  return { lines, clock, counted, journal: createJournal({ logger, metrics, clock }) };
};

const away: Happening = { type: 'store_unavailable', during: 'link', reason: 'no answer' };

describe('the journal', () => {
  it('never writes a whole search id', () => {
    const { journal, lines } = journalWorld();
    const id = newSearchId();
    journal({ type: 'search_requested', id });
    journal({ type: 'entry_dropped', id, position: BEGINNING, reason: 'unknown_status' });
    journal({ type: 'run_crashed', id, error: new Error('oh') });
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line).not.toContain(id);
      expect(line).toContain(id.slice(-8));
    }
  });

  it('counts every happening, and writes of a storm of them one line a second', async () => {
    const { journal, lines, clock, counted } = journalWorld();
    for (let times = 0; times < 1_000; times += 1) journal(away);
    expect(lines).toHaveLength(1);
    await clock.advance(1_000);
    journal(away);
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({
      msg: 'store_unavailable',
      during: 'link',
      times: 1_000,
    });
    expect(await counted('flight_search_store_unavailable_total{during="link"} 1001')).toBe(true);
  });

  it('writes each kind of a storm', () => {
    const { journal, lines } = journalWorld();
    journal(away);
    journal({ ...away, during: 'claim' });
    const dropped = { type: 'entry_dropped', id: newSearchId(), position: BEGINNING } as const;
    journal({ ...dropped, reason: 'unknown_status' });
    journal({ ...dropped, reason: 'unusable_payload' });
    expect(lines).toHaveLength(4);
  });

  it('counts what is refused by its reason, however often, and writes of each one line a second', async () => {
    const { journal, lines, counted } = journalWorld();
    for (let times = 0; times < 1_000; times += 1) journal({ type: 'request_refused', why: 'unauthorized' });
    journal({ type: 'request_refused', why: 'rate_limited', caller: 'web' });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: 'request_refused', why: 'unauthorized' },
      { msg: 'request_refused', why: 'rate_limited', caller: 'web' },
    ]);
    expect(await counted('flight_search_requests_refused_total{why="unauthorized"} 1000')).toBe(true);
    expect(await counted('flight_search_requests_refused_total{why="rate_limited"} 1')).toBe(true);
  });

  it('counts all viewers that lose their store at once, and writes one line of them for each code', async () => {
    const { journal, lines, counted } = journalWorld();
    for (let viewers = 0; viewers < 1_000; viewers += 1)
      journal({ type: 'viewer_faulted', id: newSearchId(), code: 'store_unavailable' });
    journal({ type: 'viewer_faulted', id: newSearchId(), code: 'search_lost' });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: 'viewer_faulted', code: 'store_unavailable' },
      { msg: 'viewer_faulted', code: 'search_lost' },
    ]);
    expect(await counted('flight_search_viewer_faults_total{code="store_unavailable"} 1000')).toBe(true);
  });

  it('writes every search and every crash', () => {
    const { journal, lines } = journalWorld();
    for (let times = 0; times < 5; times += 1) {
      journal({ type: 'search_requested', id: newSearchId() });
      journal({ type: 'close_crashed', id: newSearchId(), error: new Error('oh') });
    }
    expect(lines).toHaveLength(10);
  });
});
