import type { FaultCode } from '../../application/follow-viewing.ts';
import type { DeliveredEntry } from '../../domain/search/message.ts';
import { BEGINNING } from '../../domain/search/position.ts';
import type { SearchId } from '../../domain/search/search-id.ts';

/**
 * Nothing a supplier wrote can end a line: a payload that gets this far is one line, and so are positions and statuses.
 * Every frame has data, since browsers drop one that has none.
 */
const frame = (fields: Readonly<Record<string, string>>): string =>
  `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\n`;

/** Frames of a page go out as one chunk: that is what saves work at the socket. */
export const entryFrames = (entries: readonly DeliveredEntry[]): string =>
  entries
    .map(({ position, status, payload }) => frame({ id: position, event: status, data: payload }))
    .join('');

/** Carries the position at which its reader stands now, so that a cut right behind it is resumed there. */
export const resetFrame = (id: SearchId): string =>
  frame({ id: BEGINNING, event: 'reset', data: JSON.stringify({ search_id: id }) });

/** Without an id: a reader that comes back comes back to where it was. */
export const faultFrame = (code: FaultCode | 'internal_error', retryable: boolean): string =>
  frame({ event: 'fault', data: JSON.stringify({ code, retryable }) });

export const retryFrame = (ms: number): string => frame({ retry: String(Math.round(ms)) });
