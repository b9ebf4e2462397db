import { createdAt, type SearchId } from './search-id.ts';

/** Why there is no stream of this id: it can only have been forgotten if it is old enough. */
export type NotHeld = { readonly type: 'not_found' } | { readonly type: 'expired' };

/** `keptAtMostMs`: longer than this after its creation no search is kept. */
export const notHeld = (id: SearchId, nowMs: number, keptAtMostMs: number): NotHeld =>
  nowMs - createdAt(id) > keptAtMostMs ? { type: 'expired' } : { type: 'not_found' };
