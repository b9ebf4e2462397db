import { z } from 'zod';
import { CABINS } from '../../domain/flights/criteria.ts';
import type { Itinerary, Offer } from '../../domain/flights/offer.ts';
import {
  carrierCode,
  instant,
  localMinute,
  locationCode,
  money,
  name,
  offerId,
  utcMinute,
} from './fields.ts';

const MAX_SLICES = 6;
/** Of one slice; more stops than anybody sells. */
const MAX_SEGMENTS = 8;

const minutes = z.int().min(0).max(10_000);
const timeZone = z.string().min(1).max(64);

const segment = z.object({
  origin: locationCode,
  destination: locationCode,
  departing_at: localMinute,
  arriving_at: localMinute,
  departing_at_utc: utcMinute,
  arriving_at_utc: utcMinute,
  origin_tz: timeZone,
  destination_tz: timeZone,
  duration_minutes: minutes,
  marketing_carrier: carrierCode,
  flight_number: z.string().regex(/^[1-9]\d{0,3}[A-Z]?$/),
  operating_carrier: carrierCode.exactOptional(),
  aircraft: z.string().min(1).max(40).exactOptional(),
});

const layover = z.object({
  airport: locationCode,
  minutes,
  overnight: z.boolean(),
  departure_airport: locationCode.exactOptional(),
});

const slice = z.object({
  origin: locationCode,
  destination: locationCode,
  departing_at: localMinute,
  arriving_at: localMinute,
  duration_minutes: minutes,
  stops: z.int().min(0).max(MAX_SEGMENTS),
  /** Over the date line an arrival can lie a day before its departure. */
  day_offset: z.int().min(-1).max(9),
  layovers: z.array(layover).max(MAX_SEGMENTS),
  segments: z.array(segment).min(1).max(MAX_SEGMENTS),
});

const itineraryId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const itinerary = z.object({
  itinerary_id: itineraryId,
  slices: z.array(slice).min(1).max(MAX_SLICES),
}) satisfies z.ZodType<Itinerary>;

const allowance = z.object({ quantity: z.int().min(0).max(9) });
const condition = z.object({ allowed: z.boolean(), penalty: money.exactOptional() });

export const offer = z.object({
  offer_id: offerId,
  itinerary_id: itineraryId,
  revision: z.int().min(1),
  price: money,
  cabins: z.array(z.enum(CABINS)).min(1).max(MAX_SLICES),
  fare_brand: name.exactOptional(),
  baggage: z
    .object({ carry_on: allowance.exactOptional(), checked: allowance.exactOptional() })
    .exactOptional(),
  conditions: z
    .object({ refundable: condition.exactOptional(), changeable: condition.exactOptional() })
    .exactOptional(),
  seats_left: z.int().min(0).max(99).exactOptional(),
  expires_at: instant.exactOptional(),
  deep_link: z
    .string()
    .regex(/^https:\/\/[^\s"<>]{1,2000}$/)
    .exactOptional(),
  from_cache: z.boolean().exactOptional(),
}) satisfies z.ZodType<Offer>;
