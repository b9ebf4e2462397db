import { z } from 'zod';
import { criteriaBody } from '../src/adapters/wire/criteria-body.ts';
import { entriesPage } from '../src/adapters/wire/entries-page.ts';
import { searchId } from '../src/adapters/wire/fields.ts';
import { completed, processing, requested, result } from '../src/adapters/wire/messages.ts';
import { placesFound } from '../src/adapters/wire/places.ts';
import { page } from '../src/adapters/wire/page.ts';
import { problem } from '../src/adapters/wire/problem.ts';
import { searchCreated } from '../src/adapters/wire/search-created.ts';
import { snapshot } from '../src/adapters/wire/snapshot.ts';
import { fault, reset } from '../src/adapters/wire/sse.ts';
import { supplierBatch } from '../src/adapters/wire/supplier-batch.ts';
import { supplierRequest } from '../src/adapters/wire/supplier-request.ts';
import { supplierError } from '../src/adapters/wire/supplier-stop.ts';

/** How a search ends whose suppliers nobody can tell. */
const ENDINGS = ['failed', 'timed_out', 'cancelled'] as const;
/** An end of which nobody could say more. Strict, or it would let any other `completed` through. */
const endedUnread = z.strictObject({ search_id: searchId, outcome: z.enum(ENDINGS) });

/** Everything that crosses a process, by the name of its file in `contract/`. */
export const CONTRACT: Readonly<Record<string, z.ZodType>> = {
  criteria: criteriaBody,
  requested,
  processing,
  result,
  completed: z.union([completed, endedUnread]),
  reset,
  fault,
  snapshot,
  page,
  entries: entriesPage,
  'search-created': searchCreated,
  airports: placesFound,
  problem,
  'supplier-request': supplierRequest,
  'supplier-batch': supplierBatch,
  'supplier-error': supplierError,
};

/** A schema of what may be sent: fields that a reader does not know are no mistake, except in criteria. */
export const schemaText = (name: string, shape: z.ZodType): string => {
  const schema = z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify({ $id: `urn:flight-search:contract:1:${name}`, ...schema }, null, 2)}\n`;
};
