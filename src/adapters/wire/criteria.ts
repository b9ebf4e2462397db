import { err, ok, type Result } from 'neverthrow';
import { z } from 'zod';
import type { CriteriaFault } from '../../domain/flights/criteria-fault.ts';
import { CRITERIA_LIMITS, criteriaFaults, type CriteriaParts } from '../../domain/flights/criteria-rules.ts';
import { CABINS, CRITERIA_DEFAULTS, type Criteria, CURRENCIES } from '../../domain/flights/criteria.ts';
import { shapeFaults } from './shape-faults.ts';

/** Of one answer: a body can hold more mistakes than anybody reads. */
const MAX_FAULTS = 50;

const location = z.string().regex(/^[A-Z]{3}$/, 'A location is three capital letters.');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'A date is written YYYY-MM-DD.');
const currency = z.string().regex(/^[A-Z]{3}$/, 'A currency is three capital letters.');
const age = z.number();
const { slices, seats, children, childAge, stops } = CRITERIA_LIMITS;

/** The body of a request for a search. Its limits are rules of the domain, and only written down here for the contract. */
export const criteriaBody = z.strictObject({
  slices: z
    .array(
      z.strictObject({
        origin: location,
        destination: location,
        departure_date: date.meta({ format: 'date' }),
      }),
    )
    .meta({ minItems: 1, maxItems: slices }),
  passengers: z
    .strictObject({
      adults: z.int().meta({ minimum: 1, maximum: seats }).exactOptional(),
      children_ages: z
        .array(age.meta({ type: 'integer', minimum: 0, maximum: childAge }))
        .meta({ maxItems: children })
        .exactOptional(),
    })
    .exactOptional(),
  cabin: z.enum(CABINS, `A cabin is one of ${CABINS.join(', ')}.`).exactOptional(),
  max_stops: z.int().meta({ minimum: 0, maximum: stops }).exactOptional(),
  currency: currency.meta({ enum: [...CURRENCIES] }).exactOptional(),
});

const { passengers } = CRITERIA_DEFAULTS;

/** Of the same body, whatever has the right shape. */
const criteriaParts = z
  .object({
    slices: z
      .array(
        z
          .object({
            origin: location.optional().catch(undefined),
            destination: location.optional().catch(undefined),
            departure_date: date.optional().catch(undefined),
          })
          .catch({}),
      )
      .optional()
      .catch(undefined),
    passengers: z
      .object({
        adults: z.int().default(passengers.adults).optional().catch(undefined),
        children_ages: z.array(age.optional().catch(undefined)).optional().catch(undefined),
      })
      .optional()
      .catch(undefined),
    max_stops: z.int().optional().catch(undefined),
    currency: currency.optional().catch(undefined),
  })
  .catch({}) satisfies z.ZodType<CriteriaParts>;

/** The criteria that a body asks for, or everything that is wrong with it, in shape and by the rules. */
export const parseCriteria = (body: unknown, today: string): Result<Criteria, readonly CriteriaFault[]> => {
  const shape = criteriaBody.safeParse(body, { reportInput: true });
  const faults = [
    ...(shape.error === undefined ? [] : shapeFaults(shape.error)),
    ...criteriaFaults(criteriaParts.parse(body), today),
  ];
  if (shape.data === undefined || faults.length > 0) return err(faults.slice(0, MAX_FAULTS));
  return ok({
    ...CRITERIA_DEFAULTS,
    ...shape.data,
    passengers: { ...CRITERIA_DEFAULTS.passengers, ...shape.data.passengers },
  });
};
