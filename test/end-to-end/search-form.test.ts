import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { Program } from '../support/program.ts';

let browser: Browser;
let program: Program;

beforeAll(async () => {
  [browser, program] = await Promise.all([launchBrowser(), Program.start()]);
});
afterAll(() => browser.close());

/** The page, with a search from Amsterdam asked for that is refused. */
const refused = async (destination: string, returns: boolean): Promise<Page> => {
  const page = await browser.newPage();
  await page.goto(program.url);
  await page.getByLabel('From').fill('AMS');
  await page.getByLabel('To').fill(destination);
  if (returns) await page.getByLabel('Return').fill(await page.getByLabel('Departure').inputValue());
  await page.getByRole('button', { name: 'Search' }).click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  return page;
};

describe('the form of the page', () => {
  it('says beside a field what is wrong with it', async () => {
    const page = await refused('AMS', false);
    await page.getByText('The destination has to differ from the origin.').waitFor();
    await expect(page.getByLabel('To').getAttribute('aria-invalid')).resolves.toBe('true');
    await page.close();
  });

  it('says once what is wrong both on the way there and on the way back', async () => {
    const page = await refused('QQQ', true);
    await expect(page.locator('#destination-fault').textContent()).resolves.toBe(
      'No airport and no city has the code QQQ.',
    );
    await expect(page.locator('#origin-fault').textContent()).resolves.toBe('');
    await page.close();
  });
});
