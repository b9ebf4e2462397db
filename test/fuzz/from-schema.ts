import { readFileSync } from 'node:fs';
import fc, { type Arbitrary } from 'fast-check';

/** What the schemas of the contract are made of. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
}

/** Longer lists say nothing more. */
const MAX_ITEMS = 3;
/** Beyond which a repetition is as good as endless, to a generator. */
const ENDLESS = /\{(\d+),\d{4,}\}/g;

const textOf = ({ pattern, minLength = 0, maxLength = 20 }: Schema): Arbitrary<string> =>
  pattern === undefined
    ? fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 20) })
    : fc.stringMatching(new RegExp(pattern.replaceAll(ENDLESS, '{$1,20}')));

const recordOf = ({ properties = {}, required = [], maxProperties }: Schema): Arbitrary<unknown> => {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, arbitraryOf(schema)]),
  );
  const record = fc.record(fields, { requiredKeys: [...required], noNullPrototype: true });
  if (maxProperties === undefined) return record;
  return record.map((value) => Object.fromEntries(Object.entries(value).slice(0, maxProperties)));
};

const dictionaryOf = (names: Schema, values: Schema): Arbitrary<unknown> =>
  fc.dictionary(stringsOf(names), arbitraryOf(values), { maxKeys: MAX_ITEMS, noNullPrototype: true });

const stringsOf = (schema: Schema): Arbitrary<string> => arbitraryOf(schema).map(String);

/** Values of this schema: not all of them, but of every kind. */
export const arbitraryOf = (schema: Schema): Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(arbitraryOf));
  const { minimum = -1_000_000, maximum = 1_000_000, minItems = 0, maxItems = MAX_ITEMS } = schema;
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer({ min: minimum, max: maximum });
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}), {
        minLength: minItems,
        maxLength: Math.min(maxItems, minItems + MAX_ITEMS),
      });
    case 'object':
      return typeof schema.additionalProperties === 'object' && schema.properties === undefined
        ? dictionaryOf(schema.propertyNames ?? { type: 'string' }, schema.additionalProperties)
        : recordOf(schema);
    case undefined:
    default:
      return fc.jsonValue();
  }
};

/** One schema of the contract, as anybody has it. */
export const readSchema = (name: string): object => {
  const schema: unknown = JSON.parse(
    readFileSync(new URL(`../../contract/${name}.schema.json`, import.meta.url), 'utf8'),
  );
  if (typeof schema !== 'object' || schema === null) throw new Error(`the contract has no ${name}`);
  return schema;
};
