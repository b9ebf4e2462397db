import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export type Settings = Readonly<Record<string, string>>;
/** One line of the log: `msg` says what happened. */
export type LogLine = Readonly<Record<string, unknown>>;

/** What a process left behind. */
export interface Ended {
  readonly code: number | null;
  readonly log: readonly LogLine[];
  /** What it told whoever started it, in plain text. */
  readonly printed: string;
  readonly errors: string;
}

const running = new Set<ChildProcess>();

/** No test leaves a process behind, however it ends. */
afterAll(async () => {
  const left = [...running].map((child) => once(child, 'exit'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(left);
});

const isObject = (value: unknown): value is LogLine => typeof value === 'object' && value !== null;

const logLineOf = (line: string): LogLine | undefined => {
  if (!line.startsWith('{')) return undefined;
  const parsed: unknown = JSON.parse(line);
  return isObject(parsed) ? parsed : undefined;
};

/** The built program as an operator runs it: a process of its own, with these settings and no others. */
export class Program implements AsyncDisposable {
  readonly ended: Promise<Ended>;
  readonly log: LogLine[] = [];
  readonly #child: ChildProcess;
  #printed = '';
  #errors = '';
  #wake: () => void = () => undefined;
  #changed: Promise<void> = Promise.resolve();

  private constructor(settings: Settings) {
    const env = { PATH: process.env['PATH'], PORT: '0', RATE_LIMIT: '0', ...settings };
    const child = spawn(process.execPath, ['--enable-source-maps', MAIN], { env, stdio: 'pipe' });
    this.#child = child;
    running.add(child);
    this.#announce();
    let unfinished = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${unfinished}${text}`.split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) this.#read(line);
      this.#announce();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    this.ended = this.#end();
  }

  /** Resolves once the program serves. */
  static async start(settings: Settings = {}): Promise<Program> {
    const program = new Program(settings);
    await program.logged('listening');
    return program;
  }

  /** For a program that is not to come up. */
  static run(settings: Settings): Promise<Ended> {
    return new Program(settings).ended;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return Number(this.log.find(({ msg }) => msg === 'listening')?.['port']);
  }

  /** What it has written to its standard error: nothing, as long as all is well. */
  get errors(): string {
    return this.#errors;
  }

  /** Resolves with the first line of the log of this name, be it here already or yet to come. */
  logged(msg: string): Promise<LogLine> {
    return this.#until(`logging ${msg}`, () => this.log.find((logged) => logged['msg'] === msg));
  }

  /** Resolves with the first line of plain text that begins like this. */
  saying(beginning: string): Promise<string> {
    const find = () => this.#printed.split('\n').find((line) => line.startsWith(beginning));
    return this.#until(`saying ${beginning}`, find);
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.#child.kill(signal);
    return this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop('SIGKILL');
  }

  async #until<T>(what: string, find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (!running.has(this.#child)) throw new Error(`it ended without ${what}: ${this.#errors}`);
      await this.#changed;
    }
  }

  #read(line: string): void {
    const logged = logLineOf(line);
    if (logged === undefined) this.#printed += `${line}\n`;
    else this.log.push(logged);
  }

  async #end(): Promise<Ended> {
    await once(this.#child, 'close');
    running.delete(this.#child);
    this.#announce();
    return { code: this.#child.exitCode, log: this.log, printed: this.#printed, errors: this.#errors };
  }

  #announce(): void {
    this.#wake();
    this.#changed = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
