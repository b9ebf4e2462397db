import { err, ok, type Result } from 'neverthrow';
import type { SearchMessage, Status } from './message.ts';
import { isPayload, utf8Bytes } from './payload.ts';
import type { SearchSession } from './session.ts';

/** What can be asked of a search. `complete` is the provider's word for done; `close` ends it from outside. */
export type SearchCommand = {
  readonly type: 'request' | 'begin' | 'record' | 'complete' | 'close';
  readonly payload: string;
};

/** Why a command was refused. */
export type Refusal =
  | { readonly type: 'unknown_search' }
  | { readonly type: 'already_requested' }
  | { readonly type: 'not_processing' }
  | { readonly type: 'already_processing' }
  | { readonly type: 'already_completed' }
  | { readonly type: 'full' }
  | { readonly type: 'unusable_payload' };

/** What one search may hold. The last message is kept for `completed`. */
export const SEARCH_LIMITS = { messages: 1_000, bytes: 8 * 1024 * 1024 } as const;

type Decision = Result<readonly SearchMessage[], Refusal>;

const refuse = (type: Refusal['type']): Decision => err({ type });

const say = (status: Status, payload: string): Decision =>
  isPayload(payload) ? ok([{ status, payload }]) : refuse('unusable_payload');

const hasRoomFor = (payload: string, session: SearchSession): boolean =>
  session.messages + 1 < SEARCH_LIMITS.messages && session.bytes + utf8Bytes(payload) <= SEARCH_LIMITS.bytes;

const request = (payload: string, session: SearchSession): Decision =>
  session.phase === 'unknown' ? say('requested', payload) : refuse('already_requested');

const begin = (payload: string, session: SearchSession): Decision => {
  switch (session.phase) {
    case 'unknown':
      return refuse('unknown_search');
    case 'requested':
      return say('processing', payload);
    case 'processing':
      return refuse('already_processing');
    case 'completed':
      return refuse('already_completed');
  }
};

const whileProcessing = (session: SearchSession, decision: () => Decision): Decision => {
  switch (session.phase) {
    case 'unknown':
      return refuse('unknown_search');
    case 'requested':
      return refuse('not_processing');
    case 'processing':
      return decision();
    case 'completed':
      return refuse('already_completed');
  }
};

const close = (payload: string, session: SearchSession): Decision => {
  switch (session.phase) {
    case 'unknown':
      return refuse('unknown_search');
    case 'requested':
    case 'processing':
      return say('completed', payload);
    case 'completed':
      return refuse('already_completed');
  }
};

/** What a command makes of a search: messages to append, or why not. No clock, no ids: they come in the payload. */
export const decide = (command: SearchCommand, session: SearchSession): Decision => {
  const { payload } = command;
  switch (command.type) {
    case 'request':
      return request(payload, session);
    case 'begin':
      return begin(payload, session);
    case 'record':
      return whileProcessing(session, () =>
        hasRoomFor(payload, session) ? say('result', payload) : refuse('full'),
      );
    case 'complete':
      return whileProcessing(session, () => say('completed', payload));
    case 'close':
      return close(payload, session);
  }
};
