import fc from 'fast-check';
import type { StreamWorld } from '../contract/result-stream/stream-world.ts';
import { streamCommands } from './stream-commands.ts';
import { startRun } from './stream-run.ts';
import { finish } from './viewer-checks.ts';

export interface ModelRuns {
  readonly numRuns: number;
  readonly maxCommands: number;
}

/**
 * What a failure prints says how to see it again: its seed, its path, and the replay path at its commands, as in
 * `MODEL_SEED=-12 MODEL_PATH=3:1 MODEL_REPLAY=AAQB:V npm test -- test/model`.
 */
const { MODEL_SEED, MODEL_PATH, MODEL_REPLAY } = process.env;

/** Runs commands on streams and on the model of them at once, and compares the two behind every one of them. */
const property = (worldOf: () => StreamWorld, { maxCommands }: ModelRuns, replayPath?: string) =>
  fc.asyncProperty(streamCommands(maxCommands, replayPath), async (commands) => {
    const world = worldOf();
    const run = startRun(world);
    await fc.asyncModelRun(() => ({ model: run, real: world }), commands);
    await finish(world, run);
  });

export const checkStream = (worldOf: () => StreamWorld, runs: ModelRuns): Promise<void> =>
  fc.assert(property(worldOf, runs, MODEL_REPLAY), {
    numRuns: runs.numRuns,
    ...(MODEL_SEED !== undefined && { seed: Number(MODEL_SEED) }),
    ...(MODEL_PATH !== undefined && { path: MODEL_PATH }),
  });

/** Whether runs of this seed tell a stream from the model. */
export const tellsApart = async (worldOf: () => StreamWorld, runs: ModelRuns, seed: number) =>
  (await fc.check(property(worldOf, runs), { numRuns: runs.numRuns, seed, endOnFailure: true })).failed;
