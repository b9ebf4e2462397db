import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CASES = / ?\(cases? ([^()]+)\)$/;
const HEADINGS = ['case', 'promise', 'outcome', 'losses', 'repeats', 'seconds'];
/** Titles are sentences: longer ones would not fit on a line beside the numbers. */
const LONGEST = 110;

const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

const rowOf = ({ fullName, status, duration }, tally) => [
  CASES.exec(fullName)?.[1] ?? '-',
  cut(fullName.replace(CASES, '')),
  status === 'passed' ? 'kept' : status === 'failed' ? 'BROKEN' : status,
  String(tally?.losses ?? '-'),
  String(tally?.repeats ?? '-'),
  ((duration ?? 0) / 1_000).toFixed(1),
];

/** Prints, at the end of a run, which case came out how, and how much was lost and repeated in it. */
export default class CaseTable {
  #folder = mkdtempSync(join(tmpdir(), 'flight-search-tally-'));

  constructor() {
    process.env['CHAOS_TALLY'] = join(this.#folder, 'tally.jsonl');
  }

  onRunComplete(_contexts, { testResults }) {
    const tallies = this.#tallies();
    const results = testResults.flatMap((file) => file.testResults);
    const rows = results.map((result) => rowOf(result, tallies.get(result.fullName)));
    rows.sort(([one], [other]) => Number.parseInt(one, 10) - Number.parseInt(other, 10) || 0);
    const widths = HEADINGS.map((heading, at) =>
      Math.max(heading.length, ...rows.map((row) => row[at].length)),
    );
    const line = (row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]))
        .join('  ')
        .trimEnd();
    const ruler = widths.map((width) => '-'.repeat(width)).join('  ');
    process.stdout.write(`\n${[line(HEADINGS), ruler, ...rows.map(line)].join('\n')}\n`);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What the tests counted, under their full names. */
  #tallies() {
    const tallies = new Map();
    try {
      for (const text of readFileSync(process.env['CHAOS_TALLY'], 'utf8').trim().split('\n')) {
        const { title, losses, repeats } = JSON.parse(text);
        const sum = tallies.get(title) ?? { losses: 0, repeats: 0 };
        tallies.set(title, { losses: sum.losses + losses, repeats: sum.repeats + repeats });
      }
    } catch {
      // No test counted anything.
    }
    return tallies;
  }
}
