import { z } from 'zod';
import { instant, searchId } from './fields.ts';

const path = z.string().regex(/^\/v1\/searches\/[0-9a-f-]{36}(?:\/[a-z]+)?$/);

/** The answer to `POST /v1/searches`. */
export const searchCreated = z.object({
  search_id: searchId,
  status: z.literal('requested'),
  deadline_at: instant,
  links: z.object({ self: path, events: path, entries: path }),
});
