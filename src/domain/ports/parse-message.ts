import type { FlightMessage } from '../flights/view/messages.ts';
import type { SearchMessage } from '../search/message.ts';

/**
 * Whoever folds checks shapes, since anyone may write a payload: undefined for one that is not what its status promises.
 * A `completed` is a message even then, only without its payload.
 */
export type ParseMessage = (message: SearchMessage) => FlightMessage | undefined;
