import { z } from 'zod';
import type { CriteriaParts } from '../../domain/flights/criteria/criteria-parts.ts';
import { CRITERIA_DEFAULTS } from '../../domain/flights/criteria/criteria.ts';
import { criteriaFields, listOf } from './criteria-body.ts';

const ifRight = <T extends z.ZodType>(shape: T) => shape.optional().catch(undefined);

const location = ifRight(criteriaFields.location);
const wholeNumber = ifRight(z.int());
const list = listOf(z.unknown()).optional();

const sliceParts = z
  .object({ origin: location, destination: location, departure_date: ifRight(criteriaFields.date) })
  .catch({});

/** Of the body of a request for a search, whatever has the right shape. */
export const criteriaParts = z
  .object({
    slices: ifRight(listOf(sliceParts)),
    passengers: ifRight(
      z.object({
        adults: ifRight(z.int().default(CRITERIA_DEFAULTS.passengers.adults)),
        children_ages: ifRight(listOf(ifRight(z.number()))),
      }),
    ),
    max_stops: wholeNumber,
    carriers: ifRight(z.object({ include: list, exclude: list })),
    currency: ifRight(criteriaFields.currency),
    market: ifRight(criteriaFields.market),
    locale: ifRight(z.string()),
    timeout_ms: wholeNumber,
  })
  .catch({}) satisfies z.ZodType<CriteriaParts>;
