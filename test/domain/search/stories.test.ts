import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import type { SearchCommand } from '../../../src/domain/search/decide.ts';
import { lawfulScripts, payloads, scripts, statusesOf, STORY_GRAMMAR, tell } from './stories.ts';

const say = (...types: readonly SearchCommand['type'][]): readonly SearchCommand[] =>
  types.map((type) => ({ type, payload: '{}' }));

const story = (...types: readonly SearchCommand['type'][]): string =>
  statusesOf(tell(say(...types)).messages);

describe('the story of a search', () => {
  it('runs from the request to the end', () => {
    expect(story('request', 'begin', 'record', 'record', 'complete')).toBe(
      'requested processing result result completed',
    );
  });

  it('may hold no result', () => {
    expect(story('request', 'begin', 'complete')).toBe('requested processing completed');
  });

  it('may be over before anyone processed it', () => {
    expect(story('request', 'close', 'begin', 'record', 'complete')).toBe('requested completed');
  });

  it('is not begun twice when a second provider takes it over', () => {
    expect(story('request', 'begin', 'record', 'begin', 'record', 'complete')).toBe(
      'requested processing result result completed',
    );
  });

  it('ends once, whoever ends it first', () => {
    expect(story('request', 'begin', 'close', 'complete', 'close')).toBe('requested processing completed');
  });
});

test('whatever a search is told, it keeps to the order of its messages', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        scripts,
        fc.tuple(lawfulScripts, scripts).map((both) => both.flat()),
      ),
      (commands) => {
        expect(statusesOf(tell(commands).messages)).toMatch(STORY_GRAMMAR);
      },
    ),
  );
});

test('a refused command leaves a search as it was', () => {
  fc.assert(
    fc.property(scripts, scripts, (commands, more) => {
      const { messages, session } = tell(commands);
      expect(session.messages).toBe(messages.length);
      expect(tell([...commands, ...more]).messages.slice(0, messages.length)).toEqual(messages);
    }),
  );
});

test('request, begin, any number of results and complete always end completed', () => {
  fc.assert(
    fc.property(lawfulScripts, (commands) => {
      const { messages, session } = tell(commands);
      expect(messages).toHaveLength(commands.length);
      expect(session.phase).toBe('completed');
    }),
  );
});

test('wherever an ongoing search stands, closing it completes it', () => {
  fc.assert(
    fc.property(payloads, scripts, payloads, (requested, commands, closing) => {
      const script: readonly SearchCommand[] = [
        { type: 'request', payload: requested },
        ...commands,
        { type: 'close', payload: closing },
      ];
      expect(tell(script).session.phase).toBe('completed');
    }),
  );
});
