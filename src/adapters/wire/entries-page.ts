import { z } from 'zod';
import { STATUSES } from '../../domain/search/message.ts';
import { position } from './fields.ts';

/** The answer to `GET /v1/searches/:id/entries`. Where `reset` is true, what the reader holds is void. */
export const entriesPage = z.object({
  entries: z.array(z.object({ position, status: z.enum(STATUSES), payload: z.looseObject({}) })),
  position,
  completed: z.boolean(),
  reset: z.boolean(),
});
