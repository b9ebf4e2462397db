import { describe, expect, it, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { countWords, followCount, requestCount, stopCount } from '../../examples/another-job/count-words.ts';
import { InMemoryDeadlines } from '../../src/adapters/deadlines/in-memory/in-memory-deadlines.ts';
import { InMemoryResultStream } from '../../src/adapters/result-stream/in-memory/in-memory-result-stream.ts';
import type { DeliveredEntry } from '../../src/domain/search/message.ts';
import { BEGINNING, type Position } from '../../src/domain/search/position.ts';
import type { SearchId } from '../../src/domain/search/search-id.ts';
import { FLIGHT_USE_CASES } from '../architecture/layers.ts';
import { sourceFacts } from '../architecture/source-facts.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { newSearchId } from '../support/new-search-id.ts';

const TEXTS = new Map([
  ['a saying', 'more haste less speed'],
  ['an empty page', ' '],
]);

const begin = async () => {
  const clock = new ManualClock(Date.now());
  const counting = {
    clock,
    deadlines: new InMemoryDeadlines(clock),
    stream: new InMemoryResultStream({ clock, completedTtlMs: undefined }),
  };
  const id = newSearchId();
  await requestCount(counting, id, TEXTS);

  const follow = async (searchId: SearchId, after: Position): Promise<readonly DeliveredEntry[]> => {
    const followed = await followCount(counting)(searchId, after, new AbortController().signal);
    if (followed.isErr() || followed.value.type === 'over') return [];
    const entries: DeliveredEntry[] = [];
    for await (const step of followed.value.steps) if (step.type === 'entries') entries.push(...step.entries);
    return entries;
  };
  return { counting, id, follow: (after: Position = BEGINNING) => follow(id, after) };
};

const told = (entries: readonly DeliveredEntry[]) =>
  entries.map(({ status, payload }): unknown[] => [status, JSON.parse(payload)]);

const STORY = [
  ['requested', { titles: ['a saying', 'an empty page'] }],
  ['processing', { texts: 2 }],
  ['result', { title: 'a saying', words: 4 }],
  ['result', { title: 'an empty page', words: 0 }],
  ['completed', { outcome: 'complete', texts: 2 }],
];

describe('a job that is not a flight search', () => {
  it('is followed while it goes on, to its end', async () => {
    const { counting, id, follow } = await begin();
    const [entries] = await Promise.all([follow(), countWords(counting, id, TEXTS)]);
    expect(told(entries)).toEqual(STORY);
  });

  it('is replayed from wherever a viewer stands', async () => {
    const { counting, id, follow } = await begin();
    await countWords(counting, id, TEXTS);
    const entries = await follow();
    expect(told(entries)).toEqual(STORY);
    expect(await follow(entries[2]?.position)).toEqual(entries.slice(3));
    expect(await follow(entries.at(-1)?.position)).toEqual([]);
  });

  it('ends when it is stopped, and nothing is counted after that', async () => {
    const { counting, id, follow } = await begin();
    await stopCount(counting, id);
    await countWords(counting, id, TEXTS);
    expect(told(await follow())).toEqual([STORY[0], ['completed', { outcome: 'cancelled', texts: 0 }]]);
  });
});

describe('its source', () => {
  const folder = new URL('../../examples/another-job/', import.meta.url);
  const source = (file: string) => readFileSync(new URL(file, folder), 'utf8');

  test('knows the stream side, and nothing of flights', () => {
    const { imports } = sourceFacts('count-words.ts', source('count-words.ts'));
    const targets = imports.map(({ specifier }) => posix.join('examples/another-job', specifier));
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) {
      expect(target).toMatch(/^src\/(domain\/(search|ports)|application)\//);
      expect(FLIGHT_USE_CASES).not.toContain(target.replace(/^src\//, ''));
    }
  });

  test('is eighty lines at most', () => {
    const lines = ['count-words.ts', 'main.ts'].map((file) => source(file).trimEnd().split('\n').length);
    expect(lines.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(80);
  });
});
