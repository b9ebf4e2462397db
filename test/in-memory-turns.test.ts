import { setImmediate } from 'node:timers';
import { expect, test } from '@jest/globals';
import { readConfig } from '../src/config.ts';
import { createContainer } from '../src/container.ts';
import type { Tail } from '../src/domain/ports/result-stream.ts';
import { thing } from '../src/tokens.ts';
import { newSearchId } from './support/new-search-id.ts';

const APPENDS = 20;

test('whoever appends on and on in memory lets all others have their turn after each', async () => {
  const stream = thing(createContainer(readConfig({})._unsafeUnwrap()), 'stream');
  let turns = 0;
  let isOver = false;
  const takeTurn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(takeTurn);
  };
  setImmediate(takeTurn);

  const id = newSearchId();
  const message = { status: 'requested', payload: '{}' } as const;
  let tail: Tail = (await stream.create(id, message, 60_000))._unsafeUnwrap();
  for (let count = 0; count < APPENDS; count += 1) {
    tail = (await stream.append(id, tail, [{ status: 'result', payload: '{}' }]))._unsafeUnwrap();
  }
  isOver = true;
  expect(turns).toBeGreaterThanOrEqual(APPENDS);
});
