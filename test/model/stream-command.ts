import type { AsyncCommand } from 'fast-check';
import type { StreamWorld } from '../contract/result-stream/stream-world.ts';
import { compareLog, type SearchModel, type StreamRun } from './stream-run.ts';
import { takeWhatCame, tellThoseWhoWait } from './viewer-checks.ts';

export type StreamCommand = AsyncCommand<StreamRun, StreamWorld>;

type Run = (world: StreamWorld, run: StreamRun, search: SearchModel) => Promise<void>;

/** A step on one of the searches. Behind every step those who wait have been told, and all lies there as the model says. */
export const command = (name: string, at: number, act: Run): StreamCommand => ({
  check: () => true,
  run: async (run, world) => {
    const search = run.searches[at % run.searches.length];
    if (search === undefined) throw new Error('there is no search');
    takeWhatCame(run);
    await act(world, run, search);
    await tellThoseWhoWait(world, run);
    for (const each of run.searches) await compareLog(world, each);
  },
  toString: () => name,
});
