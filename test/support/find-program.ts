import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Program {
  /** The environment variable that names it outright. */
  readonly variable: string;
  /** What it may be called on the PATH. */
  readonly names: readonly string[];
  /** What Debian and its like call the package that brings it. */
  readonly debianPackage: string;
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (names: readonly string[]): string | undefined => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
};

const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version');

const install = (debianPackage: string): void => {
  process.stderr.write(`${debianPackage} is not on the PATH: installing it with apt-get\n`);
  const options = {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } satisfies Parameters<typeof spawnSync>[2];
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', debianPackage], options);
};

/** The path of a program that the tests need: named, found or installed; a run without it would prove nothing. */
export const findProgram = ({ variable, names, debianPackage }: Program): string => {
  const named = process.env[variable];
  if (named !== undefined && named !== '') return named;
  const found = onPath(names);
  if (found !== undefined) return found;
  if (mayInstall()) install(debianPackage);
  const installed = onPath(names);
  if (installed !== undefined) return installed;
  throw new Error(
    `The tests need ${names.join(' or ')}: install the package ${debianPackage}, or name the program in ${variable}.`,
  );
};
