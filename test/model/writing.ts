import type { SearchMessage } from '../../src/domain/search/message.ts';
import { completedMessage, requestedMessage, resultMessage } from '../support/messages.ts';
import { TTL_MS } from '../contract/result-stream/stream-world.ts';
import { append, create, end } from './log-model.ts';
import { command, type StreamCommand } from './stream-command.ts';
import { compareWrite, lastTail, learn, type StreamRun, streamOf, tailAt } from './stream-run.ts';

const REQUESTED = requestedMessage({ from: 'Zürich' });

const fresh = (run: StreamRun, count: number): readonly SearchMessage[] =>
  Array.from({ length: count }, () => resultMessage((run.said += 1)));

/** Always the same message, in more than ASCII: a creation that is repeated succeeds as long as nothing else was said. */
export const creates = (at: number, isOther: boolean): StreamCommand =>
  command(`create(${at}, ${isOther})`, at, async (world, run, search) => {
    const expected = create(search.log, REQUESTED, TTL_MS, run.nowMs);
    await compareWrite(world, search, expected, () =>
      streamOf(world, isOther).create(search.id, REQUESTED, TTL_MS),
    );
  });

/** Behind the entry that lies so many before the last: behind any but the last one it is a conflict. */
export const appends = (at: number, isOther: boolean, count: number, stale: number): StreamCommand =>
  command(`append(${at}, ${isOther}, ${count}, ${stale})`, at, async (world, run, search) => {
    const entries = search.log?.entries ?? [];
    const tail = tailAt(entries, Math.max(0, entries.length - 1 - stale));
    const messages = fresh(run, count);
    const expected = append(search.log, tail, messages, run.nowMs);
    await compareWrite(world, search, expected, () =>
      streamOf(world, isOther).append(search.id, tail, messages),
    );
    if (expected.answer === 'ok') search.lastAppend = { tail, messages };
  });

export const appendsAgain = (at: number, isOther: boolean): StreamCommand =>
  command(`appendAgain(${at}, ${isOther})`, at, async (world, run, search) => {
    if (search.lastAppend === undefined) return;
    const { tail, messages } = search.lastAppend;
    await compareWrite(world, search, append(search.log, tail, messages, run.nowMs), () =>
      streamOf(world, isOther).append(search.id, tail, messages),
    );
  });

export const completes = (at: number, isOther: boolean): StreamCommand =>
  command(`complete(${at}, ${isOther})`, at, async (world, run, search) => {
    const tail = lastTail(search);
    const messages = [...fresh(run, 1), completedMessage({ n: run.said })];
    await compareWrite(world, search, append(search.log, tail, messages, run.nowMs), () =>
      streamOf(world, isOther).append(search.id, tail, messages),
    );
    search.lastAppend = { tail, messages };
  });

export const ends = (at: number, isOther: boolean, stale: number): StreamCommand =>
  command(`end(${at}, ${isOther}, ${stale})`, at, async (world, run, search) => {
    const entries = search.log?.entries ?? [];
    const tail = tailAt(entries, Math.max(0, entries.length - 1 - stale));
    const completed = completedMessage({ n: (run.said += 1) });
    const expected = end(search.log, tail, completed, run.nowMs);
    await compareWrite(world, search, expected, () =>
      streamOf(world, isOther).end(search.id, tail, completed),
    );
    if (expected.answer === 'ok') search.lastEnd = { tail, completed };
  });

export const endsAgain = (at: number, isOther: boolean): StreamCommand =>
  command(`endAgain(${at}, ${isOther})`, at, async (world, run, search) => {
    if (search.lastEnd === undefined) return;
    const { tail, completed } = search.lastEnd;
    await compareWrite(world, search, end(search.log, tail, completed, run.nowMs), () =>
      streamOf(world, isOther).end(search.id, tail, completed),
    );
  });

/** Somebody else, who counts or does not, and writes what he likes. */
export const writesForeign = (at: number, status: string, seq: number | undefined): StreamCommand =>
  command(`foreign(${at}, ${status}, ${seq})`, at, async (world, run, search) => {
    if (search.log === undefined) return;
    const said = { status, payload: JSON.stringify({ foreign: (run.said += 1) }), seq };
    await world.foreign(search.id, said);
    await learn(world, search, { said: [said], untilMs: search.log.untilMs });
  });
