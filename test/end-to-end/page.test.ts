import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROFILES } from '../../src/adapters/suppliers/simulated/profiles.ts';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { Program } from '../support/program.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser: Browser;
let program: Program;
/** One whose searches last long enough to have something happen to them. */
let slow: Program;

beforeAll(async () => {
  [browser, program, slow] = await Promise.all([
    launchBrowser(),
    Program.start({ SIMULATION_SPEED: '10' }),
    // What was found before would be there at once.
    Program.start({ SUPPLIER_CACHE: '0s' }),
  ]);
});
afterAll(async () => {
  await browser.close();
});

/** The page as somebody sees it who has just come. */
const opened = async (viewport = DESKTOP, url = program.url): Promise<Page> => {
  const page = await browser.newPage({ viewport });
  await page.goto(url);
  return page;
};

/** A search under way, whose connection the proxy can cut. */
const searchingThrough = async (proxy: TcpProxy): Promise<Page> => {
  const page = await opened(DESKTOP, `http://127.0.0.1:${proxy.port}`);
  await search(page);
  await itineraries(page).first().waitFor();
  return page;
};

const search = async (page: Page): Promise<void> => {
  await page.getByLabel('From').fill('ams');
  await page.getByLabel('To').fill('JFK');
  await page.getByRole('button', { name: 'Search' }).click();
};

const end = (page: Page) => page.locator('#end');
const endShown = (page: Page): Promise<void> => end(page).waitFor({ state: 'visible' });
const lost = (page: Page) => page.getByRole('status').getByText('Connection lost, connecting again …');
const notStopped = (page: Page) => page.getByText('Not stopped: the server cannot be reached.');
const itineraries = (page: Page) => page.getByRole('list', { name: 'Itineraries' }).getByRole('listitem');
const suppliers = (page: Page): Promise<string[]> =>
  page.getByRole('list', { name: 'Suppliers' }).getByRole('listitem').allTextContents();
const logged = (page: Page): Promise<string[]> => page.locator('#log tr td:first-child').allTextContents();

describe('the page', () => {
  it('requests a search, shows what suppliers find, and says that it has ended', async () => {
    const page = await opened();
    await search(page);
    await endShown(page);
    await expect(end(page).textContent()).resolves.toMatch(/^Complete: every supplier answered\./);
    await expect(page.getByRole('heading', { level: 2 }).textContent()).resolves.toBe('AMS → JFK');
    await expect(itineraries(page).count()).resolves.toBeGreaterThan(10);
    const shown = await suppliers(page);
    expect(shown.map((text) => text.split(' ')[0])).toEqual(PROFILES.map(({ name }) => name.split(' ')[0]));
    expect(shown.filter((text) => / \(simulated\)\d+ offers$/.test(text)).length).toBeGreaterThan(3);
    await expect(page.getByText('self-transfer: separate tickets').count()).resolves.toBeGreaterThan(0);
    await expect(page.getByText('What simulated suppliers sell is invented').isVisible()).resolves.toBe(true);
    await page.close();
  });

  it('shows the same search again when it is loaded again, and asks for it no more once it is over', async () => {
    const page = await opened();
    await search(page);
    await endShown(page);
    const [positions, rows] = [await logged(page), await itineraries(page).allTextContents()];
    const answers: number[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/events')) answers.push(response.status());
    });
    const over = page.waitForResponse((response) => response.status() === 204);
    await page.reload();
    await endShown(page);
    expect(await logged(page)).toEqual(positions);
    expect(await itineraries(page).allTextContents()).toEqual(rows);
    await over;
    expect(answers).toEqual([200, 204]);
    await page.close();
  });

  it('stops a search when it is told to', async () => {
    const page = await opened(DESKTOP, slow.url);
    await search(page);
    await page.getByRole('button', { name: 'Stop' }).click();
    await endShown(page);
    await expect(end(page).textContent()).resolves.toMatch(/^Cancelled: the search was stopped\./);
    await page.close();
  });

  it('says that the connection is lost for as long as it is, and then shows the search to its end', async () => {
    await using proxy = await TcpProxy.to(slow.port);
    const page = await searchingThrough(proxy);
    await expect(lost(page).isVisible()).resolves.toBe(false);
    proxy.refuses = true;
    proxy.resetAll();
    await lost(page).waitFor();
    proxy.refuses = false;
    await lost(page).waitFor({ state: 'hidden' });
    await endShown(page);
    await expect(end(page).textContent()).resolves.toMatch(/^Complete:/);
    await page.close();
  });

  it('says that a search could not be stopped until the connection is back', async () => {
    await using proxy = await TcpProxy.to(slow.port);
    const page = await searchingThrough(proxy);
    proxy.refuses = true;
    proxy.resetAll();
    await page.getByRole('button', { name: 'Stop' }).click();
    await notStopped(page).waitFor();
    proxy.refuses = false;
    await notStopped(page).waitFor({ state: 'hidden' });
    await page.close();
  });

  it('says that a search could not be stopped until it has ended by itself', async () => {
    const page = await opened(DESKTOP, slow.url);
    await page.route('**/v1/searches/*', (route) =>
      route.request().method() === 'DELETE' ? route.abort() : route.fallback(),
    );
    await search(page);
    await page.getByRole('button', { name: 'Stop' }).click();
    await notStopped(page).waitFor();
    await endShown(page);
    await expect(notStopped(page).isVisible()).resolves.toBe(false);
    await page.close();
  });

  it('says that no flights were found, and what to try', async () => {
    const page = await opened();
    await page.getByLabel('From').fill('PVD');
    await page.getByLabel('To').fill('RAI');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('No flights were found. Check the airport codes, or try another date.').waitFor();
    await expect(itineraries(page).count()).resolves.toBe(0);
    await page.close();
  });

  it('says what was asked for, and whom a price is for', async () => {
    const page = await opened();
    await page.getByLabel('Adults').fill('2');
    await page.getByLabel('Cabin').selectOption('business');
    await search(page);
    await endShown(page);
    await expect(page.locator('#search-details').textContent()).resolves.toMatch(/ · 2 adults, business$/);
    await expect(itineraries(page).first().textContent()).resolves.toContain('for all travellers');
    await page.close();
  });

  it('says of an address whose search is gone that it is gone', async () => {
    const page = await browser.newPage();
    await page.goto(`${program.url}/?search=01900000-0000-7000-8000-000000000001`);
    await endShown(page);
    await expect(end(page).textContent()).resolves.toMatch(/^Expired: this search is no longer kept\./);
    await expect(page.getByRole('heading', { level: 2 }).textContent()).resolves.toBe('Search expired');
    await expect(page.getByText('Server-sent events').isVisible()).resolves.toBe(false);
    await page.close();
  });

  it('fits a phone', async () => {
    const page = await opened(PHONE);
    await search(page);
    await endShown(page);
    const width: unknown = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(PHONE.width);
    await page.close();
  });

  it('runs under a policy that lets nothing in from elsewhere, without complaint', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(program.url);
    await search(page);
    await endShown(page);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
