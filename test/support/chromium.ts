import { findProgram } from './find-program.ts';

/** The path of a browser of the Chromium family. */
export const findChromium = (): string =>
  findProgram({
    variable: 'CHROMIUM_BIN',
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    debianPackage: 'chromium',
  });
