import type { Position } from './position.ts';

/** What can be said about a search, in the order in which it can be said. */
export const STATUSES = ['requested', 'processing', 'result', 'completed'] as const;
export type Status = (typeof STATUSES)[number];

export const isStatus = (text: string): text is Status => STATUSES.some((status) => status === text);

/** The payload is one JSON object on one line. What it means is not the stream's business. */
export interface SearchMessage {
  readonly status: Status;
  readonly payload: string;
}

/** An entry as it lies in the stream. Anyone may have written it, so nothing about it is certain but its position. */
export interface Entry {
  readonly position: Position;
  readonly status: string;
  readonly payload: string;
  /** 1, 2, 3 …, set by our own writers; foreign ones may leave it out. */
  readonly seq: number | undefined;
}

/** An entry that the delivery rules let through. */
export interface DeliveredEntry extends SearchMessage {
  readonly position: Position;
}
