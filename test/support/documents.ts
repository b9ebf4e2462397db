import { readFileSync } from 'node:fs';

/** A document, by its path in this repository. */
export const textOf = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The first block of code of a language in a document. */
export const fencedBlock = (path: string, language: string): string => {
  const [, block] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(textOf(path)) ?? [];
  if (block === undefined) throw new Error(`there is no ${language} in ${path}`);
  return block;
};
