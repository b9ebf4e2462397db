import { z } from 'zod';
import type { SearchId } from '../../src/domain/search/search-id.ts';

/** Far more than any search takes that goes on. */
const MAX_POLLS = 2_000;
const WAIT_S = 5;

const page = z.object({
  entries: z.array(z.object({ position: z.string(), status: z.string(), payload: z.unknown() })),
  position: z.string(),
  completed: z.boolean(),
  reset: z.boolean(),
});

export interface Polled {
  /** Of the last answer. */
  readonly status: number;
  /** What a client holds then: whatever lies before a reset is void. As those of a viewer, to be compared with them. */
  readonly entries: readonly string[];
}

/** Asks for entry after entry until the search is over, or cannot be followed. */
export const pollToTheEnd = async (url: string, id: SearchId): Promise<Polled> => {
  let held: string[] = [];
  let after = '';
  for (let polls = 0; polls < MAX_POLLS; polls += 1) {
    const answer = await fetch(`${url}/v1/searches/${id}/entries?after=${after}&wait=${WAIT_S}`);
    const body: unknown = await answer.json();
    if (answer.status !== 200) return { status: answer.status, entries: held };
    const found = page.parse(body);
    if (found.reset) held = [];
    for (const { position, status, payload } of found.entries)
      held.push(`${position} ${status} ${JSON.stringify(payload)}`);
    if (found.completed) return { status: 200, entries: held };
    after = found.position;
  }
  throw new Error('the search is never over');
};
