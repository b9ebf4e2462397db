import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { snapshot as snapshotShape } from '../../src/adapters/wire/snapshot.ts';
import type { Snapshot } from '../../src/domain/flights/view/snapshot.ts';
import { Program } from './program.ts';
import { requestSearch, viewSearch } from './searches.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suppliers-of-strangers-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The path of a module with this source. */
export const moduleOf = async (file: string, source: string): Promise<string> => {
  const path = join(folder, file);
  await writeFile(path, source);
  return path;
};

/** Nobody waits for simulated suppliers longer than needed. */
export const QUICK = { SIMULATION_SPEED: '20' };

/** Searches from Amsterdam to London, to the end, and takes what a client would then be shown. */
export const searchSuppliers = async (...suppliers: readonly string[]): Promise<Snapshot> => {
  await using program = await Program.start({ ...QUICK, SUPPLIERS: suppliers.join(',') });
  const id = await requestSearch(program.url);
  await using viewer = await viewSearch(program.url, id);
  await viewer.ended;
  return snapshotShape.parse(await (await fetch(`${program.url}/v1/searches/${id}`)).json());
};

/** How each supplier ended, with its code and what was dropped, if anything. */
export const endsOf = ({ completed }: Snapshot): Readonly<Record<string, readonly unknown[]>> =>
  Object.fromEntries(
    (completed?.suppliers ?? []).map(({ supplier_id, status, error, dropped }) => [
      supplier_id,
      [status, error?.code, dropped].filter((said) => said !== undefined),
    ]),
  );
