import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The built program with these settings; resolves with where it listens. */
export const startProgram = async (
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly child: ChildProcess; readonly url: string }> => {
  const env = { PATH: process.env['PATH'], PORT: '0', ...settings };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) {
    const [, at] = /"port":(\d+).*"listening"/.exec(line) ?? [];
    if (at === undefined) continue;
    // What it logs from now on is read by nobody, and may not hold it up.
    child.stdout.resume();
    return { child, url: `http://127.0.0.1:${at}` };
  }
  throw new Error('the program did not start');
};
