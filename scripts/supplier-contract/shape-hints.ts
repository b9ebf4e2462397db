import type { z } from 'zod';
import { CABINS } from '../../src/domain/flights/criteria/criteria.ts';
import { supplierBatch } from '../../src/adapters/wire/supplier-batch.ts';
import { parseSupplierError } from '../../src/adapters/wire/supplier-stop.ts';

const CODE = 'three capital letters, like "AMS"';
const CARRIER = 'two capital letters or digits, like "KL"';
const WALL_TIME = 'local wall time like "2030-05-01T08:15", without seconds or offset';
const MINUTES = 'whole minutes, as a number';
const ALLOWANCE = '{"quantity": 1} or {"weight_kg": 23}';
const FLIGHT_NUMBER = 'text of digits without the carrier, like "1001"';

/** What is expected, by the name of the field. */
const EXPECTED: Readonly<Record<string, string>> = {
  offers: 'a list',
  slices: 'a list with an entry for each slice that was asked for',
  segments: 'a list of flights',
  offer_id: 'text of 1 to 200 characters',
  amount: 'a decimal string, like "123.40"',
  currency: 'three capital letters, like "EUR"',
  origin: CODE,
  destination: CODE,
  airport: CODE,
  departing_at: WALL_TIME,
  arriving_at: WALL_TIME,
  marketing_carrier: CARRIER,
  operating_carrier: CARRIER,
  flight_number: FLIGHT_NUMBER,
  operating_flight_number: FLIGHT_NUMBER,
  duration_minutes: MINUTES,
  cabin: `one of ${CABINS.join(', ')}`,
  carry_on: ALLOWANCE,
  checked: ALLOWANCE,
  deep_link: 'a URL that begins with https://',
  expires_at: 'an instant in UTC, like "2030-05-01T08:15:00Z"',
  share: 'a number from 0 to 1',
  removed: 'a list of offer ids',
  carriers: 'names by carrier code, like {"KL": "KLM"}',
};

const LONGEST_SHOWN = 60;

const shown = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'number' ? `the number ${value}` : JSON.stringify(value).slice(0, LONGEST_SHOWN);
};

const isRecord = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> =>
  typeof value === 'object' && value !== null;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);

const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${String(key)}`),
    '',
  );

const hintOf = ({ path, message }: z.core.$ZodIssue, said: unknown): string => {
  const field = path.findLast((key) => typeof key === 'string');
  const expected = typeof field === 'string' ? EXPECTED[field] : undefined;
  const what = `${placeOf(path) || 'the batch'} is ${shown(valueAt(said, path))}`;
  return expected === undefined ? `${what}: ${message}` : `${what}; expected ${expected}`;
};

export interface ShapeHints {
  /** Why it is no batch; none where it is one. */
  readonly batch: readonly string[];
  /** Why some of its offers cannot be read. */
  readonly offers: readonly string[];
}

const isOfOffer = ({ path }: z.core.$ZodIssue): boolean => path[0] === 'offers' && path.length > 1;

/** What is wrong with the shape of what a supplier said, field by field. */
export const shapeHints = (said: unknown): ShapeHints => {
  if (said === undefined) return { batch: ['what it said is no batch, not even an object'], offers: [] };
  if (parseSupplierError(said) !== undefined) return { batch: [], offers: [] };
  const issues = supplierBatch.safeParse(said).error?.issues ?? [];
  const hints = (ofThese: readonly z.core.$ZodIssue[]): readonly string[] =>
    ofThese.map((issue) => hintOf(issue, said));
  return {
    batch: hints(issues.filter((issue) => !isOfOffer(issue))),
    offers: hints(issues.filter(isOfOffer)),
  };
};
