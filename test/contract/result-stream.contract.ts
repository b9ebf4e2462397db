import { appending } from './result-stream/appending.ts';
import { creating } from './result-stream/creating.ts';
import { ending } from './result-stream/ending.ts';
import { leaving } from './result-stream/leaving.ts';
import { listening } from './result-stream/listening.ts';
import { losing } from './result-stream/losing.ts';
import { reading } from './result-stream/reading.ts';
import { retaining } from './result-stream/retaining.ts';
import { spoiling } from './result-stream/spoiling.ts';
import type { StreamPromises } from './result-stream/stream-world.ts';
import { tidying } from './result-stream/tidying.ts';
import { viewing } from './result-stream/viewing.ts';

/** What every result stream promises beyond the types of its port, whatever holds it. */
export const resultStreamContract: StreamPromises = {
  ...creating,
  ...appending,
  ...ending,
  ...reading,
  ...viewing,
  ...leaving,
  ...listening,
  ...retaining,
  ...losing,
  ...spoiling,
  ...tidying,
};
