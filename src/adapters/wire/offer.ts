import { z } from 'zod';
import { CABINS } from '../../domain/flights/criteria/criteria.ts';
import {
  type Itinerary,
  MODES,
  type Offer,
  type OfferTerms,
  SELLER_TYPES,
  TRANSFER_TYPES,
} from '../../domain/flights/offers/offer.ts';
import {
  carrierCode,
  count,
  instant,
  localMinute,
  locationCode,
  money,
  name,
  offerId,
  utcMinute,
} from './fields.ts';

export const MAX_SLICES = 6;
/** Of one slice; more stops than anybody sells. */
export const MAX_SEGMENTS = 8;

export const minutes = z.int().min(0).max(10_000);
export const cabin = z.enum(CABINS);
const timeZone = z.string().min(1).max(64);
const flightNumber = z.string().regex(/^[1-9]\d{0,3}[A-Z]?$/);
const terminal = z.string().min(1).max(20);

const technicalStop = z.object({
  airport: locationCode,
  arriving_at: localMinute.exactOptional(),
  departing_at: localMinute.exactOptional(),
});

/** What whoever sells a segment knows of it. */
export const soldSegment = z.object({
  origin: locationCode,
  destination: locationCode,
  departing_at: localMinute,
  arriving_at: localMinute,
  marketing_carrier: carrierCode,
  flight_number: flightNumber,
  operating_carrier: carrierCode.exactOptional(),
  operating_flight_number: flightNumber.exactOptional(),
  aircraft: z.string().min(1).max(40).exactOptional(),
  origin_terminal: terminal.exactOptional(),
  destination_terminal: terminal.exactOptional(),
  technical_stops: z.array(technicalStop).max(MAX_SEGMENTS).exactOptional(),
  mode: z.enum(MODES).exactOptional(),
});

const segment = soldSegment.extend({
  departing_at_utc: utcMinute,
  arriving_at_utc: utcMinute,
  origin_tz: timeZone,
  destination_tz: timeZone,
  duration_minutes: minutes,
  distance_km: z.int().min(0).max(25_000).exactOptional(),
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
  overnight: z.boolean(),
  layovers: z.array(layover).max(MAX_SEGMENTS),
  segments: z.array(segment).min(1).max(MAX_SEGMENTS),
});

export const itineraryId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const itinerary = z.object({
  itinerary_id: itineraryId,
  slices: z.array(slice).min(1).max(MAX_SLICES),
}) satisfies z.ZodType<Itinerary>;

const allowance = z.union([
  z.object({ quantity: z.int().min(0).max(9) }),
  z.object({ weight_kg: z.int().min(0).max(200) }),
]);
const condition = z.object({ allowed: z.boolean(), penalty: money.exactOptional() });

/** What whoever sells an offer says of it, beside what is flown. */
export const offerTerms = z.object({
  offer_id: offerId,
  price: money,
  original_price: money.exactOptional(),
  base: money.exactOptional(),
  taxes: money.exactOptional(),
  seller: z.object({ name, type: z.enum(SELLER_TYPES).exactOptional() }).exactOptional(),
  fare_brand: name.exactOptional(),
  baggage: z
    .object({ carry_on: allowance.exactOptional(), checked: allowance.exactOptional() })
    .exactOptional(),
  conditions: z
    .object({ refundable: condition.exactOptional(), changeable: condition.exactOptional() })
    .exactOptional(),
  seats_left: count.max(99).exactOptional(),
  transfer_type: z.enum(TRANSFER_TYPES).exactOptional(),
  emissions: z
    .object({ kg_total: z.string().regex(/^(?:0|[1-9]\d{0,8})(?:\.\d{1,3})?$/), source: name })
    .exactOptional(),
  expires_at: instant.exactOptional(),
  deep_link: z
    .string()
    .regex(/^https:\/\/[^\s"<>]{1,2000}$/)
    .exactOptional(),
}) satisfies z.ZodType<OfferTerms>;

export const revision = z.int().min(1);

export const offer = offerTerms.extend({
  itinerary_id: itineraryId,
  revision,
  cabins: z.array(cabin).min(1).max(MAX_SLICES),
  mixed_cabin: z.boolean().exactOptional(),
  from_cache: z.boolean().exactOptional(),
}) satisfies z.ZodType<Offer>;
