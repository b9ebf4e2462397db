import { z } from 'zod';
import { CRITERIA_LIMITS } from '../../domain/flights/criteria/criteria-limits.ts';
import { CABINS, CRITERIA_DEFAULTS, CURRENCIES } from '../../domain/flights/criteria/criteria.ts';

const { slices, seats, children, childAge, stops, carriers, localeLength, minTimeoutMs, maxTimeoutMs } =
  CRITERIA_LIMITS;
const { passengers, cabin, currency } = CRITERIA_DEFAULTS;

/** More than any list may have: the rest of it is not looked at, since a small body can hold thousands of items. */
const MAX_JUDGED = 100;

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value.slice(0, MAX_JUDGED) : value);

/** Of its items only the first are judged. */
export const listOf = <T extends z.ZodType>(item: T) => z.preprocess(firstOf, z.array(item));

export const criteriaFields = {
  location: z.string().regex(/^[A-Z]{3}$/, 'A location is three capital letters.'),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'A date is written YYYY-MM-DD.'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'A currency is three capital letters.'),
  market: z.string().regex(/^[A-Z]{2}$/, 'A market is the two capital letters of a country.'),
} as const;
const { location, date } = criteriaFields;

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'A time is written HH:MM, from 00:00 to 23:59.');
const timeWindow = z.strictObject({ from: time, to: time });

const carrier = z.string().regex(/^[A-Z0-9]{2}$/, 'A carrier is two capital letters or digits.');
const carrierList = listOf(carrier).meta({ minItems: 1, maxItems: carriers });

/** The body of a request for a search. Its limits are rules of the domain, and only written down here for the contract. */
export const criteriaBody = z.strictObject({
  slices: listOf(
    z.strictObject({
      origin: location,
      destination: location,
      departure_date: date.meta({ format: 'date' }),
      departure_window: timeWindow.exactOptional(),
      arrival_window: timeWindow.exactOptional(),
    }),
  ).meta({ minItems: 1, maxItems: slices }),
  passengers: z
    .strictObject({
      adults: z.int().meta({ minimum: 1, maximum: seats }).default(passengers.adults),
      children_ages: listOf(z.number().meta({ type: 'integer', minimum: 0, maximum: childAge }))
        .meta({ maxItems: children })
        .prefault([...passengers.children_ages]),
    })
    .prefault({}),
  cabin: z.enum(CABINS, `A cabin is one of ${CABINS.join(', ')}.`).default(cabin),
  max_stops: z.int().meta({ minimum: 0, maximum: stops }).exactOptional(),
  carriers: z
    .strictObject({ include: carrierList.exactOptional(), exclude: carrierList.exactOptional() })
    .meta({ minProperties: 1, maxProperties: 1 })
    .exactOptional(),
  currency: criteriaFields.currency.meta({ enum: [...CURRENCIES] }).default(currency),
  market: criteriaFields.market.exactOptional(),
  locale: z.string().meta({ maxLength: localeLength }).exactOptional(),
  timeout_ms: z.int().meta({ minimum: minTimeoutMs, maximum: maxTimeoutMs }).exactOptional(),
});
