import { appendFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/** Entries that no viewer may miss, and frames that no connection may carry twice. */
export interface Tally {
  readonly losses: number;
  readonly repeats: number;
}

/** Puts what the running test has counted into the table at the end of `npm run test:chaos`; sums where called again. */
export const tally = ({ losses, repeats }: Tally): void => {
  const file = process.env['CHAOS_TALLY'];
  const title = expect.getState().currentTestName;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ title, losses, repeats })}\n`);
};
