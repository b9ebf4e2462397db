import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { supplierRequest } from '../../src/adapters/wire/supplier-request.ts';
import { API_KEYS, newKey } from '../support/api-keys.ts';
import { criteriaBody, Gateway } from '../support/gateway.ts';
import { answers, linesOf, OffersServer } from '../support/offers-server.ts';

const [web, app] = [newKey('web'), newKey('app')];
const caller = z.object({ caller: z.string() });

const search = async (gateway: Gateway, headers: Readonly<Record<string, string>>): Promise<void> => {
  const response = await gateway.post(criteriaBody(), { ...headers, Accept: 'text/event-stream' });
  await response.text();
};

describe('the name of an API key', () => {
  let server: OffersServer;
  beforeAll(async () => {
    server = await OffersServer.start(answers(linesOf({ offers: [] })));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const callersAsked = () =>
    server.asked.splice(0).map(({ body }) => supplierRequest.parse(JSON.parse(body)).caller);

  it('reaches suppliers, each of whom is asked once for each caller and then gives it the same answer again', async () => {
    const settings = { API_KEYS: API_KEYS(web, app), SUPPLIERS: `acme=${server.url}` };
    await using gateway = await Gateway.start({ settings });
    for (const { headers } of [web, app, web, app]) await search(gateway, headers);
    expect(callersAsked()).toEqual(['web', 'app']);
  });

  it('is left out where there are no keys', async () => {
    await using gateway = await Gateway.start({ settings: { SUPPLIERS: `acme=${server.url}` } });
    await search(gateway, web.headers);
    await search(gateway, app.headers);
    expect(callersAsked()).toEqual([undefined]);
  });

  it('is told to whoever may read the search, beside what was asked for', async () => {
    await using gateway = await Gateway.start({ provides: false, settings: { API_KEYS: API_KEYS(web) } });
    const created = await gateway.post(criteriaBody(), web.headers);
    const state: unknown = await (await gateway.get(created.headers.get('Location') ?? '')).json();
    expect(caller.parse(state)).toEqual({ caller: 'web' });
  });
});
