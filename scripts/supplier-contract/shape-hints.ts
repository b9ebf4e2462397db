import type { z } from 'zod';
import { CABINS } from '../../src/domain/flights/criteria/criteria.ts';
import { MODES, SELLER_TYPES, TRANSFER_TYPES } from '../../src/domain/flights/offers/offer.ts';
import { MAX_SUPPLIER_OFFERS, supplierBatch } from '../../src/adapters/wire/supplier-batch.ts';
import { supplierError } from '../../src/adapters/wire/supplier-stop.ts';

const CODE = 'three capital letters, like "AMS"';
const CARRIER = 'two capital letters or digits, like "KL"';
const WALL_TIME = 'local wall time like "2030-05-01T08:15", without seconds or offset';
const MINUTES = 'whole minutes, as a number';
const ALLOWANCE = '{"quantity": 1} or {"weight_kg": 23}';
const PRICE = 'an object like {"amount": "123.40", "currency": "EUR"}';
const CONDITION = 'an object like {"allowed": true}';
const YES_OR_NO = 'true or false';
const TEXT = 'text that is not too long';
const FLIGHT_NUMBER = 'text of digits without the carrier, like "1001"';

/** What is expected, by the name of the field. */
const EXPECTED: Readonly<Record<string, string>> = {
  offers: `a list of at most ${MAX_SUPPLIER_OFFERS.toLocaleString('en')} offers`,
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
  price: PRICE,
  original_price: PRICE,
  base: PRICE,
  taxes: PRICE,
  penalty: PRICE,
  conditions: 'an object like {"refundable": {"allowed": false}}',
  refundable: CONDITION,
  changeable: CONDITION,
  allowed: YES_OR_NO,
  baggage: 'an object like {"checked": {"quantity": 1}}',
  seller: 'an object like {"name": "Acme", "type": "airline"}',
  type: `one of ${SELLER_TYPES.join(', ')}`,
  transfer_type: `one of ${TRANSFER_TYPES.join(', ')}`,
  mode: `one of ${MODES.join(', ')}`,
  emissions: 'an object like {"kg_total": "184.5", "source": "TIM"}',
  kg_total: 'a decimal string, like "184.5"',
  quantity: 'a whole number from 0 to 9',
  weight_kg: 'a whole number from 0 to 200',
  seats_left: 'a whole number from 0 to 99',
  revision: 'a whole number from 1',
  technical_stops: 'a list of landings, like [{"airport": "AMS"}]',
  name: TEXT,
  source: TEXT,
  fare_brand: TEXT,
  aircraft: TEXT,
  origin_terminal: TEXT,
  destination_terminal: TEXT,
  error: 'an object like {"code": "sold_out"}',
  code: 'text in snake_case, like "sold_out"',
  retryable: YES_OR_NO,
  skipped: YES_OR_NO,
};

const LONGEST_SHOWN = 60;

const shown = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length > 0 ? `a list of ${value.length}` : 'an empty list';
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

/** In the batch itself, or in a part that has no name of its own. */
const BATCH = 'an object like {"offers": []}';

const hintOf = ({ path }: z.core.$ZodIssue, said: unknown): string => {
  const field = path.findLast((key) => String(key) in EXPECTED) ?? '';
  const isItem = path[0] === 'offers' && path.length === 2;
  const expected = isItem ? 'an offer' : path.length === 0 ? BATCH : EXPECTED[String(field)];
  const what = `${placeOf(path) || 'the batch'} is ${shown(valueAt(said, path))}`;
  return `${what}; expected ${expected ?? 'something else: look at the table of fields'}`;
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
  const isError = isRecord(said) && 'error' in said && !('offers' in said);
  const issues = (isError ? supplierError : supplierBatch).safeParse(said).error?.issues ?? [];
  const hints = (ofThese: readonly z.core.$ZodIssue[]): readonly string[] =>
    ofThese.map((issue) => hintOf(issue, said));
  return {
    batch: hints(issues.filter((issue) => !isOfOffer(issue))),
    offers: hints(issues.filter(isOfOffer)),
  };
};
