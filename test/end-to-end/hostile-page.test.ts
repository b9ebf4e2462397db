import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { COMPLETED, itineraryOf, offerOf, processingOf, resultOf } from '../support/flight-messages.ts';
import { launchBrowser } from '../support/browser.ts';
import { Gateway, someDate } from '../support/gateway.ts';

const MARKUP = '<img src=x onerror="globalThis.struck=1"><script>globalThis.struck=1</script>';
const LINK = 'javascript:globalThis.struck=1';

/** One morning flight, all of whose texts are markup. */
const hostileResult = () => {
  const itinerary = itineraryOf(1, someDate());
  const offer = {
    ...offerOf(1),
    fare_brand: MARKUP,
    seller: { name: MARKUP },
    deep_link: LINK,
  };
  return {
    ...resultOf('kestrel', 'succeeded'),
    offers: [offer, offerOf(2, { itinerary_id: 'i1', fare_brand: MARKUP, seller: { name: MARKUP } })],
    itineraries: [itinerary],
    dictionaries: {
      airports: { AMS: { name: MARKUP, city: MARKUP, country: 'NL' } },
      carriers: { ZZ: { name: MARKUP } },
    },
  };
};

describe('the page', () => {
  let browser: Browser;
  let gateway: Gateway;
  beforeAll(async () => {
    [browser, gateway] = await Promise.all([launchBrowser(), Gateway.start({ provides: false })]);
  });
  afterAll(async () => {
    await browser.close();
    await gateway[Symbol.asyncDispose]();
  });

  it('shows markup of suppliers as text, runs none of it, and makes no link of theirs (case 37)', async () => {
    const id = await gateway.requestSearch();
    gateway.write(id, 'processing', {
      ...processingOf('kestrel'),
      suppliers: [{ supplier_id: 'kestrel', name: MARKUP }],
    });
    gateway.write(id, 'result', hostileResult());
    gateway.write(id, 'completed', COMPLETED);
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${gateway.url}/?search=${id}`);
    await page.locator('#end').waitFor({ state: 'visible' });
    expect(await page.getByRole('list', { name: 'Suppliers' }).textContent()).toContain(MARKUP);
    expect(await page.getByRole('list', { name: 'Itineraries' }).textContent()).toContain(MARKUP);
    expect(await page.locator('main img, main script, body img').count()).toBe(0);
    expect(await page.locator('[href^="javascript"], [onerror]').count()).toBe(0);
    const struck: unknown = await page.evaluate('globalThis.struck');
    expect(struck).toBeUndefined();
    expect(asked.filter((url) => !url.startsWith(gateway.url))).toEqual([]);
    expect(asked.some((url) => url.endsWith('/x'))).toBe(false);
    await page.close();
  });

  it('lives under a policy that would run no markup even if it became some (case 37)', async () => {
    const page = await browser.newPage();
    await page.goto(gateway.url);
    const refused = page.waitForEvent('console', (message) =>
      message.text().includes('Content Security Policy'),
    );
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(MARKUP)})`);
    await refused;
    const struck: unknown = await page.evaluate('globalThis.struck');
    expect(struck).toBeUndefined();
    await page.close();
  });
});
