import { z } from 'zod';
import { carrierCode, locationCode, name } from './fields.ts';

const country = z.string().regex(/^[A-Z]{2}$/);
const codes = z.array(locationCode).min(1);

/** As in `data/airports.json`: code, name, city, country, latitude, longitude, time zone, and 1 for the larger ones. */
export const airportRows = z.array(
  z.tuple([
    locationCode,
    name,
    name,
    country,
    z.number().min(-90).max(90),
    z.number().min(-180).max(180),
    z.string().regex(/^[A-Z][A-Za-z_/+-]+$/),
    z.literal([0, 1]),
  ]),
);

/** As in `data/metropolitan-areas.json`. */
export const metropolitanAreas = z.array(
  z.strictObject({ code: locationCode, name, country, airports: codes }),
);

/** As in `data/city-names.json`: a city as the airports have it, and what else it is called. */
export const cityNames = z.array(z.strictObject({ city: name, country, names: z.array(name).min(1) }));

/** As in `data/airlines.json`. */
export const airlines = z.array(
  z.strictObject({
    code: carrierCode,
    name,
    country,
    hubs: codes,
    type: z.enum(['full_service', 'low_cost']),
    alliance: z.enum(['oneworld', 'skyteam', 'star_alliance']).exactOptional(),
  }),
);

export const MAX_PLACES_FOUND = 10;

/** The answer to `GET /v1/airports`, the likeliest first. */
export const placesFound = z.object({
  airports: z
    .array(
      z.object({
        code: locationCode,
        type: z.enum(['airport', 'city']),
        name,
        city: name,
        country,
        airports: codes,
      }),
    )
    .max(MAX_PLACES_FOUND),
});
