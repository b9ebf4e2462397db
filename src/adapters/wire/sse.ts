import { z } from 'zod';
import { searchId } from './fields.ts';

// Besides the four messages, a stream of server-sent events has these two.

/** Drop what you hold: a full replay follows. */
export const reset = z.object({ search_id: searchId });

const FAULT_CODES = ['search_lost', 'store_unavailable', 'search_overdue', 'internal_error'] as const;

/** The stream ends here, and why; `retryable` says whether coming back can help. */
export const fault = z.object({ code: z.enum(FAULT_CODES), retryable: z.boolean() });
