import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../src/adapters/telemetry/logger.ts';
import { newSearchId } from '../../support/new-search-id.ts';

const logged = (error: unknown): string => {
  const lines: string[] = [];
  createLogger('info', { write: (line: string) => void lines.push(line) }).error({ err: error }, 'crashed');
  return lines.join('');
};

/** As a Redis client throws them. */
const replyError = (id: string): Error =>
  Object.assign(new TypeError('WRONGTYPE of a key'), {
    code: 'WRONGTYPE',
    command: { name: 'xadd', args: [`flight.search.results:${id}`, 'payload', 'a secret'] },
  });

describe('the log', () => {
  it('says of an error what it is and where it comes from', () => {
    const { err }: { err: unknown } = JSON.parse(logged(replyError(newSearchId())));
    expect(err).toEqual({
      type: 'TypeError',
      message: 'WRONGTYPE of a key',
      stack: expect.stringContaining('logger.test.ts'),
      code: 'WRONGTYPE',
    });
  });

  it('holds nothing of the command an error came from, nor of those that caused it', () => {
    const id = newSearchId();
    const cause = replyError(id);
    for (const error of [
      cause,
      new Error('outer', { cause }),
      new Error('outermost', { cause: new Error('outer', { cause }) }),
    ]) {
      const line = logged(error);
      expect(line).toContain('WRONGTYPE of a key');
      expect(line).not.toContain(id);
      expect(line).not.toContain('a secret');
    }
  });

  it('bears an error that is its own cause, and what is no error', () => {
    const error = new Error('round and round');
    error.cause = error;
    expect(logged(error)).toContain('round and round');
    expect(logged('just text')).toContain('"message":"just text"');
  });
});
