import { systemClock as clock } from '../../src/adapters/clock/system-clock.ts';
import { InMemoryDeadlines } from '../../src/adapters/deadlines/in-memory/in-memory-deadlines.ts';
import { InMemoryResultStream } from '../../src/adapters/result-stream/in-memory/in-memory-result-stream.ts';
import { nextUuidV7 } from '../../src/adapters/search-ids/uuid-v7.ts';
import { BEGINNING } from '../../src/domain/search/position.ts';
import { countWords, followCount, requestCount } from './count-words.ts';

const stream = new InMemoryResultStream({ clock, completedTtlMs: undefined });
const counting = { clock, stream, deadlines: new InMemoryDeadlines(clock) };
const texts = new Map(process.argv.slice(2).map((text, at) => [`text ${at + 1}`, text]));
const id = nextUuidV7();
await requestCount(counting, id, texts);
void countWords(counting, id, texts);
const followed = await followCount(counting)(id, BEGINNING, new AbortController().signal);
if (followed.isErr() || followed.value.type === 'over') throw new Error('nothing to follow');
for await (const step of followed.value.steps) {
  if (step.type !== 'entries') continue;
  for (const { status, payload } of step.entries) process.stdout.write(`${status} ${payload}\n`);
}
