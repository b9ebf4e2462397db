import type { Browser } from 'playwright-core';
import { EVENT_NAMES, type OpenEventSourceAt } from './open-event-source.ts';

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** The browser's own, on a page of the same origin. */
export const browserEventSource =
  (browser: Browser): OpenEventSourceAt =>
  async (origin, path) => {
    // Playwright waits by evaluating text, which the policy of the page forbids.
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    const answers: number[] = [];
    page.on('response', (response) => {
      if (response.url() === `${origin}${path}`) answers.push(response.status());
    });
    await page.goto(`${origin}/`);
    await page.evaluate(`
      globalThis.given = [];
      globalThis.source = new EventSource(${JSON.stringify(path)});
      for (const name of ${JSON.stringify(EVENT_NAMES)}) {
        source.addEventListener(name, ({ lastEventId, type, data }) => given.push([lastEventId, type, data].join(' ')));
      }
    `);
    return {
      answers,
      given: async (name) => {
        await page.waitForFunction(`given.some((event) => event.split(' ')[1] === ${JSON.stringify(name)})`);
      },
      stopped: async () => {
        await page.waitForFunction('source.readyState === EventSource.CLOSED');
        const given: unknown = await page.evaluate('given');
        if (!isTexts(given)) throw new Error('the page has lost its events');
        return given;
      },
      [Symbol.asyncDispose]: () => context.close(),
    };
  };
