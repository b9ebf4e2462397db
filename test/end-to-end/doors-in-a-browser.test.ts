import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { API_KEYS, newKey } from '../support/api-keys.ts';
import { launchBrowser } from '../support/browser.ts';
import { criteriaBody, Gateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

const web = newKey('web');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const search = async (page: Page): Promise<void> => {
  await page.getByLabel('From').fill('AMS');
  await page.getByLabel('To').fill('JFK');
  await page.getByRole('button', { name: 'Search' }).click();
};
const end = (page: Page) => page.locator('#end');

/** Tells the console whatever the policy of the page forbids, and what is forbidden on purpose once it is there. */
const WATCHED = `
  addEventListener('securitypolicyviolation', ({ effectiveDirective }) => console.error('forbidden: ' + effectiveDirective));
`;
const ATTACKED = `
  addEventListener('DOMContentLoaded', () => {
    for (const [name, fields] of [
      ['script', { textContent: 'document.title = "taken"' }],
      ['script', { src: 'https://evil.example/x.js' }],
      ['img', { src: 'https://evil.example/x.png' }],
      ['style', { textContent: 'body { display: none }' }],
      ['iframe', { src: 'https://evil.example/' }],
    ]) document.body.append(Object.assign(document.createElement(name), fields));
    fetch('https://evil.example/').catch(() => undefined);
  });
`;

const opened = async (url: string, ...scripts: readonly string[]) => {
  const page = await browser.newPage();
  const said: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && said.push(message.text())));
  page.on('pageerror', ({ message }) => void said.push(message));
  for (const content of scripts) await page.addInitScript({ content });
  await page.goto(url);
  return { page, said };
};

describe('the page', () => {
  it('lives under its policy: a search from its beginning to its end breaks none of it', async () => {
    await using gateway = await Gateway.start({ settings: { SUPPLIERS: 'kestrel' } });
    const { page, said } = await opened(gateway.url, WATCHED);
    await search(page);
    await end(page).waitFor({ state: 'visible' });
    await page.reload();
    await end(page).waitFor({ state: 'visible' });
    expect(said).toEqual([]);
    await page.close();
  });

  it('runs, loads and shows nothing of others, whatever gets into it', async () => {
    await using gateway = await Gateway.start({ provides: false });
    const { page, said } = await opened(gateway.url, WATCHED, ATTACKED);
    const kinds = ['script-src-elem', 'img-src', 'style-src-elem', 'frame-src', 'connect-src'];
    await until(() => kinds.every((kind) => said.includes(`forbidden: ${kind}`)));
    expect(await page.title()).not.toBe('taken');
    await page.close();
  });

  it('says in a sentence that it has no key where one is needed, to request and to cancel a search', async () => {
    await using gateway = await Gateway.start({ provides: false, settings: { API_KEYS: API_KEYS(web) } });
    const { page } = await opened(gateway.url);
    await search(page);
    const sentence = 'takes searches from holders of an API key, and this page has none.';
    await page.getByText(sentence).waitFor();
    const created = await gateway.post(criteriaBody(), web.headers);
    const id = created.headers.get('Location')?.split('/').at(-1);
    await page.goto(`${gateway.url}/?search=${id}`);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText(`Not stopped: This server ${sentence}`).waitFor();
    await page.close();
  });

  it('says in a sentence when to try again where too many searches were requested', async () => {
    await using gateway = await Gateway.start({ provides: false, settings: { RATE_LIMIT: '1' } });
    await gateway.requestSearch();
    const { page } = await opened(gateway.url);
    await search(page);
    await page.getByText(/Too many searches were requested from here. Try again in \d+ seconds\./).waitFor();
    await page.close();
  });
});

/** A page of an origin of its own, with nothing on it. */
const startElsewhere = async () => {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>elsewhere</title>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** What a page of another origin can do with the API, told as it happens. */
const USES = `async ([api, key, body]) => {
  const told = [];
  const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer ' + key, 'Idempotency-Key': 'from-another-origin' };
  const ask = (path, init) => fetch(api + path, init).catch(({ name }) => ({ name }));
  const created = await ask('/v1/searches', { method: 'POST', headers, body: JSON.stringify(body) });
  if (created.status !== 201) return [created.name ?? created.status];
  const location = created.headers.get('Location');
  told.push(created.status, location === (await created.json()).links.self);
  told.push(created.headers.get('RateLimit-Policy'), /^"searches";r=\\d+;t=\\d+$/.test(created.headers.get('RateLimit')));
  const heard = await new Promise((resolve) => {
    const events = [];
    const source = new EventSource(api + location + '/events');
    for (const name of ['requested', 'processing', 'completed'])
      source.addEventListener(name, ({ type }) => events.push(type));
    // Behind the end the browser comes back, with the position of the end, and is told to stay away.
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) resolve(events);
    });
  });
  told.push(...heard);
  told.push((await ask(location)).status, (await ask(location, { method: 'DELETE', headers })).status);
  const wrong = await ask('/v1/searches', { method: 'POST', headers: { ...headers, Authorization: 'Bearer x' }, body: '{}' });
  told.push((await wrong.json()).code);
  return told;
}`;

const READS = `async ([api, id]) => {
  const read = await fetch(api + '/v1/searches/' + id).then(({ status }) => status, ({ name }) => name);
  const heard = await new Promise((resolve) => {
    const source = new EventSource(api + '/v1/searches/' + id + '/events');
    source.addEventListener('requested', () => resolve('heard'));
    source.addEventListener('error', () => resolve('closed: ' + (source.readyState === EventSource.CLOSED)));
  });
  return [read, heard];
}`;

const told = async (origin: string, script: string, ...given: readonly unknown[]): Promise<unknown> => {
  const page = await browser.newPage();
  await page.goto(origin);
  const result: unknown = await page.evaluate(`(${script})(${JSON.stringify(given)})`);
  await page.close();
  return result;
};

describe('a page of another origin', () => {
  it('that may use the API requests searches, follows them to their end, and reads every header it needs', async () => {
    await using friend = await startElsewhere();
    const settings = { CORS_ORIGINS: friend.origin, API_KEYS: API_KEYS(web), RATE_LIMIT: '100' };
    await using gateway = await Gateway.start({ settings });
    expect(await told(friend.origin, USES, gateway.url, web.key, criteriaBody())).toEqual([
      201,
      true,
      '"searches";q=100;w=60',
      true,
      'requested',
      'processing',
      'completed',
      200,
      202,
      'unauthorized',
    ]);
  });

  it('that may not gets nothing requested, and reads nothing, though it knows a key and an id (case 39)', async () => {
    await using friend = await startElsewhere();
    await using stranger = await startElsewhere();
    const settings = { CORS_ORIGINS: friend.origin, API_KEYS: API_KEYS(web) };
    await using gateway = await Gateway.start({ provides: false, settings });
    const created = await gateway.post(criteriaBody(), web.headers);
    const id = created.headers.get('Location')?.split('/').at(-1);
    expect(await told(stranger.origin, USES, gateway.url, web.key, criteriaBody())).toEqual(['TypeError']);
    expect(await told(stranger.origin, READS, gateway.url, id)).toEqual(['TypeError', 'closed: true']);
    expect(await told(friend.origin, READS, gateway.url, id)).toEqual([200, 'heard']);
    expect(await gateway.metric('flight_search_searches_requested_total')).toBe('1');
  });
});
