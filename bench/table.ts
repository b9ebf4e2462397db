interface Line {
  readonly what: string;
  readonly medianMs: number;
  readonly p95Ms: number;
}

const WARM_UPS = 3;

/** How long things take, each many times over. */
export class Table {
  readonly #lines: Line[] = [];
  /** How long something takes that every machine does alike: times are told as multiples of it, too. */
  unit: number | undefined;

  /** Milliseconds of the median; `parts` is how many of the thing are done at a time. */
  async measure(what: string, times: number, run: () => unknown, parts = 1): Promise<number> {
    const taken: number[] = [];
    for (let time = -WARM_UPS; time < times; time += 1) {
      const from = performance.now();
      await run();
      if (time >= 0) taken.push((performance.now() - from) / parts);
    }
    const ascending = taken.toSorted((one, other) => one - other);
    const at = (part: number): number => ascending[Math.ceil(part * ascending.length) - 1] ?? 0;
    this.#lines.push({ what, medianMs: at(0.5), p95Ms: at(0.95) });
    return at(0.5);
  }

  print(title: string): void {
    const rows = this.#lines.map(({ what, medianMs, p95Ms }) => [
      what.padEnd(34),
      `${medianMs.toFixed(2)} ms`.padStart(12),
      `${p95Ms.toFixed(2)} ms`.padStart(12),
      (this.unit === undefined ? '' : (medianMs / this.unit).toFixed(3)).padStart(12),
    ]);
    const head = [''.padEnd(34), 'median'.padStart(12), '95 of 100'.padStart(12), 'of parsing'.padStart(12)];
    const lines = [title, '', head.join(''), ...rows.map((row) => row.join(''))];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}
