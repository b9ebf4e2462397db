import fc from 'fast-check';
import { decide, type SearchCommand } from '../../../src/domain/search/decide.ts';
import type { Entry, SearchMessage } from '../../../src/domain/search/message.ts';
import { toPosition } from '../../../src/domain/search/position.ts';
import { isSearchId, type SearchId } from '../../../src/domain/search/search-id.ts';
import { evolve, initialSession, type SearchSession } from '../../../src/domain/search/session.ts';

export const searchId = (text: string): SearchId => {
  if (!isSearchId(text)) throw new Error(`not a search id: ${text}`);
  return text;
};

export const payloads: fc.Arbitrary<string> = fc
  .dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 })
  .map((value) => JSON.stringify(value));

const commandTypes = fc.constantFrom<SearchCommand['type'][]>(
  'request',
  'begin',
  'record',
  'complete',
  'close',
);

/** Any commands in any order; mostly payloads that may be used. */
export const scripts: fc.Arbitrary<SearchCommand[]> = fc.array(
  fc.record({
    type: commandTypes,
    payload: fc.oneof({ arbitrary: payloads, weight: 9 }, fc.string()),
  }),
  { maxLength: 40 },
);

/** Scripts that get further than chance would take them. */
export const lawfulScripts: fc.Arbitrary<SearchCommand[]> = fc
  .tuple(
    payloads,
    payloads,
    fc.array(payloads, { maxLength: 20 }),
    fc.constantFrom('complete', 'close'),
    payloads,
  )
  .map(([requested, processing, results, ending, completed]) => [
    { type: 'request', payload: requested },
    { type: 'begin', payload: processing },
    ...results.map((payload) => ({ type: 'record', payload }) as const),
    { type: ending, payload: completed },
  ]);

export interface Story {
  readonly messages: readonly SearchMessage[];
  readonly session: SearchSession;
}

/** What a search says when it is told all of this; a refused command says nothing. */
export const tell = (commands: Iterable<SearchCommand>): Story => {
  const messages: SearchMessage[] = [];
  let session = initialSession();
  for (const command of commands) {
    for (const message of decide(command, session).unwrapOr([])) {
      messages.push(message);
      session = evolve(session, message);
    }
  }
  return { messages, session };
};

/** The messages as our own writers lay them into a stream. */
export const entriesOf = (messages: readonly SearchMessage[]): readonly Entry[] =>
  messages.map((message, index) => ({ ...message, position: toPosition(`1-${index + 1}`), seq: index + 1 }));

/** `requested (processing result*)? completed?`, or nothing. */
export const STORY_GRAMMAR = /^(requested( processing( result)*)?( completed)?)?$/;

export const statusesOf = (messages: readonly { readonly status: string }[]): string =>
  messages.map(({ status }) => status).join(' ');
