import type { FlightMessage } from '../flights/messages.ts';
import type { SearchMessage } from '../search/message.ts';

/** Whoever folds checks shapes: undefined for a payload that is not what its status promises, since anyone may write it. */
export type ParseMessage = (message: SearchMessage) => FlightMessage | undefined;
