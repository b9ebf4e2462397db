import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { CONTRACT, schemaText } from '../../scripts/contract-schemas.ts';

const folder = new URL('../../contract/', import.meta.url);
const names = Object.keys(CONTRACT);

const textOf = (file: string): Promise<string> => readFile(new URL(file, folder), 'utf8');
const exampleOf = async (name: string): Promise<Record<string, unknown>> =>
  JSON.parse(await textOf(`${name}.example.json`));

/** One fault in each example, which schema and program both have to find. */
const BROKEN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  criteria: { slices: [{ origin: 'ams', destination: 'LON', departure_date: '2030-05-01' }] },
  requested: { contract: 2 },
  processing: { suppliers: [{ supplier_id: 'with/slash', name: 'Slash' }] },
  result: { supplier_status: 'thinking' },
  completed: { totals: { offers: -1, itineraries: 1, results: 3 } },
  reset: { search_id: 'abc' },
  fault: { code: 'out_of_luck' },
  snapshot: { position: 'latest' },
  page: { as_of: 'now' },
  entries: { entries: [{ position: '1-0', status: 'result', payload: 'text' }] },
  'search-created': { status: 'completed' },
  airports: { airports: [{ code: 'lhr', type: 'airport' }] },
  problem: { code: 'unheard_of' },
  'supplier-request': { timeout_ms: '15s' },
  'supplier-batch': { share: 2 },
  'supplier-error': { error: { code: 'Sold out.' } },
};

const byProgram = (name: string, value: unknown): unknown => CONTRACT[name]?.safeParse(value).success;

describe('the contract', () => {
  const validators = new Map<string, ValidateFunction>();
  const bySchema = (name: string, value: unknown): unknown => validators.get(name)?.(value);

  beforeAll(async () => {
    // Formats are patterns in these schemas as well.
    const ajv = new Ajv2020({ validateFormats: false });
    for (const name of names)
      validators.set(name, ajv.compile(JSON.parse(await textOf(`${name}.schema.json`))));
  });

  it('has a schema and an example of everything, and nothing else', async () => {
    const files = names.flatMap((name) => [`${name}.example.json`, `${name}.schema.json`]);
    expect((await readdir(folder)).toSorted()).toEqual([...files, 'README.md'].toSorted());
  });

  test.each(names)('has a schema of %s that is what the program checks with', async (name) => {
    const shape = CONTRACT[name];
    expect(await textOf(`${name}.schema.json`)).toBe(shape && schemaText(name, shape));
  });

  test.each(names)('has an example of %s that its schema and the program accept', async (name) => {
    const example = await exampleOf(name);
    expect([bySchema(name, example), byProgram(name, example)]).toEqual([true, true]);
    expect(CONTRACT[name]?.parse(example)).toStrictEqual(example);
  });

  test.each(names)('refuses a broken %s, by schema and by program', async (name) => {
    expect(Object.keys(BROKEN[name] ?? {})).toHaveLength(1);
    const broken = { ...(await exampleOf(name)), ...BROKEN[name] };
    expect([bySchema(name, broken), byProgram(name, broken)]).toEqual([false, false]);
  });

  test.each(names)('refuses %s without its fields', (name) => {
    expect([bySchema(name, {}), byProgram(name, {})]).toEqual([false, false]);
  });

  test.each(names)('knows whether %s may grow', async (name) => {
    const grown = { ...(await exampleOf(name)), a_field_to_come: true };
    const mayGrow = name !== 'criteria';
    expect([bySchema(name, grown), byProgram(name, grown)]).toEqual([mayGrow, mayGrow]);
  });
});
