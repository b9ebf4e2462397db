import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { criteriaBody, Gateway } from '../../support/gateway.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import type { SseEvent } from '../../support/sse-client.ts';

const FOLDER = new URL('../../../contract/', import.meta.url);
const SUFFIX = '.schema.json';

/** As anyone would read it who has nothing but the folder. */
const readContract = async (): Promise<ReadonlyMap<string, ValidateFunction>> => {
  // Formats are patterns in these schemas as well.
  const ajv = new Ajv2020({ validateFormats: false, allErrors: true });
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(SUFFIX));
  const schemas = files.map(async (file) => {
    const schema: object = JSON.parse(await readFile(new URL(file, FOLDER), 'utf8'));
    return [file.slice(0, -SUFFIX.length), ajv.compile(schema)] as const;
  });
  return new Map(await Promise.all(schemas));
};

describe('whoever has the contract', () => {
  let gateway: Gateway;
  let contract: ReadonlyMap<string, ValidateFunction>;
  let events: readonly SseEvent[];

  const faultsOf = (name: string, value: unknown): unknown => {
    const validate = contract.get(name);
    if (validate === undefined) throw new Error(`the contract says nothing of ${name}`);
    return validate(value) ? [] : validate.errors;
  };
  const expectAnswer = async (name: string, response: Promise<Response>): Promise<void> =>
    expect(faultsOf(name, await (await response).json())).toEqual([]);

  beforeAll(async () => {
    contract = await readContract();
    gateway = await Gateway.start();
    const id = await gateway.requestSearch();
    await using client = await gateway.follow(id);
    events = await client.restOfEvents();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('can read every event of a search', () => {
    const names = new Set(events.map(({ event }) => event));
    expect([...names]).toEqual(['requested', 'processing', 'result', 'completed']);
    for (const { event, data } of events) expect(faultsOf(event ?? '', JSON.parse(data))).toEqual([]);
  });

  it('can read what a viewer is told when its position or its search is lost', async () => {
    await using quiet = await Gateway.start({ provides: false });
    const id = await quiet.requestSearch();
    await using client = await quiet.followFrom(id, '1-1');
    const [reset] = await client.take(2);
    quiet.lose(id);
    const [fault] = await client.restOfEvents();
    expect([reset?.event, fault?.event]).toEqual(['reset', 'fault']);
    for (const told of [reset, fault])
      expect(faultsOf(told?.event ?? '', JSON.parse(told?.data ?? ''))).toEqual([]);
  });

  it('can read the end of a search whose provider wrote rubbish, and nothing else that is as short', async () => {
    await using quiet = await Gateway.start({ provides: false });
    const id = await quiet.requestSearch();
    quiet.write(id, 'completed', '{"outcome":"comp');
    await using client = await quiet.follow(id);
    const last = (await client.restOfEvents()).at(-1);
    const told: unknown = JSON.parse(last?.data ?? '');
    expect([last?.event, told]).toEqual(['completed', { search_id: id, outcome: 'failed' }]);
    expect(faultsOf('completed', told)).toEqual([]);
    expect(faultsOf('completed', { search_id: id, outcome: 'complete' })).not.toEqual([]);
    await expectAnswer('entries', quiet.get(`/v1/searches/${id}/entries`));
    await expectAnswer('snapshot', quiet.get(`/v1/searches/${id}`));
  });

  it('can write criteria, and read where the search is', async () => {
    expect(faultsOf('criteria', criteriaBody())).toEqual([]);
    await expectAnswer('search-created', gateway.post(criteriaBody()));
  });

  it('can read the entries and the snapshot of a search, be it over or not', async () => {
    const over = /"search_id":"([^"]+)"/.exec(events[0]?.data ?? '')?.[1];
    for (const id of [over, await gateway.requestSearch()]) {
      await expectAnswer('entries', gateway.get(`/v1/searches/${id}/entries`));
      await expectAnswer('snapshot', gateway.get(`/v1/searches/${id}`));
    }
  });

  it('can read every problem', async () => {
    await expectAnswer('problem', gateway.post('{'));
    await expectAnswer('problem', gateway.post({ slices: 7, 'a/b~c': 1 }));
    await expectAnswer('problem', gateway.get(`/v1/searches/${newSearchId()}`));
    await expectAnswer('problem', gateway.get(`/v1/searches/${newSearchId()}/entries?wait=99`));
    await expectAnswer('problem', gateway.get('/nowhere'));
  });
});
