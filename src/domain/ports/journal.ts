import type { Position } from '../search/position.ts';
import type { DropReason } from '../search/delivery.ts';
import type { SearchId } from '../search/search-id.ts';

/** What the store was wanted for when it was away. */
export type StoreUse = 'link' | 'bell' | 'claim' | 'deadlines' | 'close' | 'retain' | 'tidy' | 'answers';

/** Why a request is turned away that is right in itself. */
export type Refusal = 'unauthorized' | 'forbidden' | 'rate_limited' | 'overloaded';

/** What is worth counting or writing down, for those who run the product. Never holds a payload. */
export type Happening =
  | { readonly type: 'search_requested'; readonly id: SearchId; readonly caller?: string }
  /** `caller`: the name of an API key, where one was sent. */
  | { readonly type: 'request_refused'; readonly why: Refusal; readonly caller?: string }
  | { readonly type: 'search_claimed'; readonly id: SearchId; readonly takenOver: boolean }
  | {
      readonly type: 'search_completed';
      readonly id: SearchId;
      readonly by: 'provider' | 'client' | 'deadline';
    }
  | {
      readonly type: 'supplier_ended';
      readonly id: SearchId;
      readonly supplier: string;
      readonly status: string;
      /** Why, where it failed or was skipped. */
      readonly code?: string;
    }
  | {
      readonly type: 'supplier_crashed';
      readonly id: SearchId;
      readonly supplier: string;
      readonly error: unknown;
    }
  /** Of a supplier's whole answer. */
  | {
      readonly type: 'offers_dropped';
      readonly id: SearchId;
      readonly supplier: string;
      /** How many had which fault. */
      readonly faults: Readonly<Record<string, number>>;
    }
  | { readonly type: 'run_crashed'; readonly id: SearchId; readonly error: unknown }
  | { readonly type: 'close_crashed'; readonly id: SearchId; readonly error: unknown }
  | { readonly type: 'entries_delivered'; readonly count: number }
  | {
      readonly type: 'entry_dropped';
      readonly id: SearchId;
      readonly position: Position;
      readonly reason: DropReason;
    }
  | { readonly type: 'wrong_seq'; readonly id: SearchId; readonly position: Position }
  /** No provider can work on it; by its place in the queue. */
  | { readonly type: 'request_dropped'; readonly request: string }
  /** Keys that look like those of searches, and are none. */
  | { readonly type: 'strays_removed'; readonly count: number }
  | { readonly type: 'viewer_reset'; readonly id: SearchId }
  | { readonly type: 'viewer_faulted'; readonly id: SearchId; readonly code: string }
  | { readonly type: 'store_reached' }
  | { readonly type: 'store_unavailable'; readonly during: StoreUse; readonly reason: string };

export type Journal = (happening: Happening) => void;
