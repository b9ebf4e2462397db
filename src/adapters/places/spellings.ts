import { plainText } from './plain-text.ts';

/** As they are written where there are no such keys. */
const WRITTEN_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

const writtenOut = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüøå]/g, (letter) => WRITTEN_OUT[letter] ?? letter);

/** A name in plain text, in each way in which it is typed: "dusseldorf" and "duesseldorf", "saint louis" and "st louis". */
export const spellings = (name: string): readonly string[] => [
  ...new Set(
    [plainText(name), plainText(writtenOut(name))].flatMap((plain) => [
      plain,
      plain.replaceAll(/\bsaint\b/g, 'st'),
      plain.replaceAll(/\bst\b/g, 'saint'),
    ]),
  ),
];
