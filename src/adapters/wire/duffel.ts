import { z } from 'zod';
import {
  carrierCode,
  currencyCode,
  instant,
  localMinute,
  locationCode,
  money,
  name,
  offerId,
} from './fields.ts';
import { cabin, MAX_SEGMENTS, MAX_SLICES } from './offer.ts';

/**
 * What is read of Duffel's answers. What an offer cannot do without is checked; what only decorates it is left out where
 * it is unreadable; and all else is ignored, so that new fields harm nobody.
 */
const orNothing = <T>(shape: z.ZodType<T>) =>
  shape
    .nullish()
    .transform((value) => value ?? undefined)
    .catch(undefined);

const { amount } = money.shape;

/** Local, without an offset; seconds are not shown on any ticket. */
const localTime = z
  .string()
  .regex(/^[^T]{10}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?$/)
  .transform((time) => time.slice(0, 16))
  .pipe(localMinute);

const flightNumber = z
  .string()
  .transform((number) => number.replace(/^0+(?=\d)/, ''))
  .pipe(z.string().regex(/^[1-9]\d{0,3}[A-Z]?$/));

const airport = z.object({ iata_code: locationCode });
const carrier = z.object({ iata_code: carrierCode, name: orNothing(name) });
const terminal = orNothing(z.string().min(1).max(20));
const quantity = z.int().min(0);

const segment = z.object({
  origin: airport,
  destination: airport,
  departing_at: localTime,
  arriving_at: localTime,
  duration: orNothing(z.string()),
  marketing_carrier: carrier,
  marketing_carrier_flight_number: flightNumber,
  operating_carrier: orNothing(carrier),
  operating_carrier_flight_number: orNothing(flightNumber),
  aircraft: orNothing(z.object({ iata_code: z.string().min(1).max(40) })),
  origin_terminal: terminal,
  destination_terminal: terminal,
  stops: z
    .array(z.object({ airport, arriving_at: orNothing(localTime), departing_at: orNothing(localTime) }))
    .max(MAX_SEGMENTS)
    .nullish(),
  passengers: z
    .array(
      z.object({
        passenger_id: z.string(),
        cabin_class: cabin,
        baggages: orNothing(z.array(z.object({ type: z.string(), quantity }))),
      }),
    )
    .min(1),
});

const condition = orNothing(
  z.object({
    allowed: z.boolean(),
    penalty_amount: orNothing(amount),
    penalty_currency: orNothing(currencyCode),
  }),
);

const offer = z.object({
  id: offerId,
  owner: z.object({ name, iata_code: orNothing(carrierCode) }),
  total_amount: amount,
  total_currency: currencyCode,
  base_amount: orNothing(amount),
  base_currency: orNothing(currencyCode),
  tax_amount: orNothing(amount),
  tax_currency: orNothing(currencyCode),
  total_emissions_kg: orNothing(z.string().regex(/^(?:0|[1-9]\d{0,8})(?:\.\d{1,3})?$/)),
  expires_at: instant.nullish(),
  conditions: orNothing(z.object({ refund_before_departure: condition, change_before_departure: condition })),
  passengers: z.array(z.object({ id: z.string(), age: orNothing(z.number()), type: orNothing(z.string()) })),
  slices: z
    .array(
      z.object({
        fare_brand_name: orNothing(name),
        segments: z.array(segment).min(1).max(MAX_SEGMENTS),
      }),
    )
    .min(1)
    .max(MAX_SLICES),
});

export type DuffelOffer = z.infer<typeof offer>;
export type DuffelSegment = z.infer<typeof segment>;

/** Becomes a part of a path. */
const batchRequestId = z.string().regex(/^[\w-]{1,100}$/);
const batches = z.int().min(0);

const batchRequest = z.object({
  data: z.object({ id: batchRequestId, total_batches: batches, remaining_batches: batches }),
});

export type DuffelBatchRequest = z.infer<typeof batchRequest>['data'];

const failure = z.object({ errors: z.array(z.object({ type: z.string() })).min(1) });

export const parseDuffelOffer = (text: string): DuffelOffer | undefined => parse(offer, text);

/** How far a batch offer request is. Its offers are read one by one. */
export const parseDuffelBatchRequest = (text: string): DuffelBatchRequest | undefined =>
  parse(batchRequest, text)?.data;

/** The type of the first error; undefined where the answer is not one of Duffel's own. */
export const parseDuffelErrorType = (text: string): string | undefined =>
  parse(failure, text)?.errors[0]?.type;

const parse = <T>(shape: z.ZodType<T>, text: string): T | undefined => {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
