import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { Gateway } from '../../support/gateway.ts';
import { newSearchId } from '../../support/new-search-id.ts';
import { problemOf } from '../../support/problem-of.ts';

describe('a parameter', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  test.each([
    ['', 'sort=worst', 'sort'],
    ['', 'page=2', 'page'],
    ['', '__proto__=1', '__proto__'],
    ['/events', 'position=1-0', 'position'],
    ['/events', 'after=1-0&after=1-0', 'after'],
    ['/events', 'after=yesterday', 'after'],
    ['/events', 'after=1-0%0Adata:', 'after'],
    ['/events', 'after=18446744073709551616-0', 'after'],
    ['/entries', 'limit=1', 'limit'],
    ['/entries', 'after=01-0', 'after'],
    ['/entries', 'wait=26', 'wait'],
    ['/entries', 'wait=-1', 'wait'],
    ['/entries', 'wait=1.5', 'wait'],
    ['/entries', 'wait=1e1', 'wait'],
    ['/entries', 'wait=soon', 'wait'],
    ['/entries', 'wait=1&wait=2', 'wait'],
    ['/entries', 'wait[]=1', 'wait[]'],
  ])('of a search, as in %s?%s, is refused by its name', async (path, parameters, parameter) => {
    const told = await problemOf(await gateway.get(`/v1/searches/${newSearchId()}${path}?${parameters}`));
    expect(told).toMatchObject({
      answered: 400,
      code: 'invalid_parameter',
      errors: [{ parameter, code: 'invalid_parameter', message: expect.any(String) }],
    });
  });

  it('of a request for a search is refused, since there are none', async () => {
    const told = await problemOf(
      await gateway.get('/v1/searches?cabin=first', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{}',
      }),
    );
    expect(told).toMatchObject({ answered: 400, errors: [{ parameter: 'cabin' }] });
  });

  it('of a cancellation is refused, and the search goes on', async () => {
    const id = await gateway.requestSearch();
    const told = await problemOf(await gateway.get(`/v1/searches/${id}?x=1`, { method: 'DELETE' }));
    expect(told).toMatchObject({ answered: 400, errors: [{ parameter: 'x' }] });
    expect(gateway.entriesOf(id)).toHaveLength(1);
  });

  it('with a very long name is not repeated in full', async () => {
    const told = await problemOf(await gateway.get(`/v1/searches/${newSearchId()}?${'x'.repeat(2_000)}=1`));
    expect(told.text.length).toBeLessThan(1_000);
  });

  it('that is empty is as good as none', async () => {
    const id = await gateway.requestSearch();
    expect((await gateway.get(`/v1/searches/${id}/entries?after=&wait=`)).status).toBe(200);
  });
});
