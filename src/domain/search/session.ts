import type { SearchMessage, Status } from './message.ts';
import { utf8Bytes } from './payload.ts';

/** `unknown` until it is requested; a search may complete before anyone processed it (cancelled, or out of time). */
export const PHASES = ['unknown', 'requested', 'processing', 'completed'] as const;
export type Phase = (typeof PHASES)[number];

const FOLLOWS: Readonly<Record<Status, readonly Phase[]>> = {
  requested: ['unknown'],
  processing: ['requested'],
  result: ['processing'],
  completed: ['requested', 'processing'],
};

const PHASE_AFTER: Readonly<Record<Status, Phase>> = {
  requested: 'requested',
  processing: 'processing',
  result: 'processing',
  completed: 'completed',
};

/** Whether a message of this status may come next: `requested (processing result*)? completed`. */
export const mayFollow = (phase: Phase, status: Status): boolean => FOLLOWS[status].includes(phase);

export const phaseAfter = (status: Status): Phase => PHASE_AFTER[status];

/** The pure state of a search: how far it is, and how much it holds. */
export interface SearchSession {
  readonly phase: Phase;
  readonly messages: number;
  /** Of payload, UTF-8. */
  readonly bytes: number;
}

export const initialSession = (): SearchSession => ({ phase: 'unknown', messages: 0, bytes: 0 });

/** Total: what was said was said, so history is never refused. */
export const evolve = (session: SearchSession, message: SearchMessage): SearchSession => ({
  phase: phaseAfter(message.status),
  messages: session.messages + 1,
  bytes: session.bytes + utf8Bytes(message.payload),
});

export const replay = (history: Iterable<SearchMessage>): SearchSession => {
  let session = initialSession();
  for (const message of history) session = evolve(session, message);
  return session;
};
