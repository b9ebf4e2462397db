import { z } from 'zod';
import { CRITERIA_LIMITS } from '../../domain/flights/criteria/criteria-limits.ts';
import { CABINS, type Criteria, type TimeWindow } from '../../domain/flights/criteria/criteria.ts';
import { carrierCode, currencyCode, locationCode } from './fields.ts';

const limits = CRITERIA_LIMITS;

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const timeWindow = z.object({ from: time, to: time }) satisfies z.ZodType<TimeWindow>;
const carrierCodes = z.array(carrierCode).min(1).max(limits.carriers);

/** Criteria that were accepted: every default is filled in. What a client may send is in `criteria-body.ts`. */
export const acceptedCriteria = z.object({
  slices: z
    .array(
      z.object({
        origin: locationCode,
        destination: locationCode,
        departure_date: z.iso.date(),
        departure_window: timeWindow.exactOptional(),
        arrival_window: timeWindow.exactOptional(),
      }),
    )
    .min(1)
    .max(limits.slices),
  passengers: z.object({
    adults: z.int().min(1).max(limits.seats),
    children_ages: z.array(z.int().min(0).max(limits.childAge)).max(limits.children),
  }),
  cabin: z.enum(CABINS),
  max_stops: z.int().min(0).max(limits.stops).exactOptional(),
  carriers: z
    .union([z.object({ include: carrierCodes }), z.object({ exclude: carrierCodes })])
    .exactOptional(),
  currency: currencyCode,
  market: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .exactOptional(),
  locale: z.string().max(limits.localeLength).exactOptional(),
  timeout_ms: z.int().min(limits.minTimeoutMs).max(limits.maxTimeoutMs).exactOptional(),
}) satisfies z.ZodType<Criteria>;
