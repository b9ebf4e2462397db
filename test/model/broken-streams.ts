import { brokenCreators } from '../contract/result-stream/broken/broken-creators.ts';
import { brokenEnders } from '../contract/result-stream/broken/broken-enders.ts';
import { brokenKeepers } from '../contract/result-stream/broken/broken-keepers.ts';
import { brokenReaders } from '../contract/result-stream/broken/broken-readers.ts';
import { brokenViewings } from '../contract/result-stream/broken/broken-viewings.ts';
import { brokenWriters } from '../contract/result-stream/broken/broken-writers.ts';
import type { BrokenStream } from '../contract/result-stream/broken/spoiled.ts';

/**
 * Broken in how long somebody waits, how large a page is, or what five commands in one order come to, which thousands of runs
 * do not give: that is the contract's to see.
 */
const OUT_OF_SIGHT: readonly string[] = [
  'counts the entries of what it reads, and not their bytes',
  'counts the entries of what it gives, and not their bytes',
  'gives full pages backwards',
  'gives more than the largest page',
  'keeps a stream anew whenever it is told again that it is completed',
  'waits before it looks',
  'waits until something comes',
];

/** What has to come together for these does so in hundreds of runs. */
const SELDOM_SEEN: readonly string[] = [
  'appends behind completed',
  'keeps an ended stream as long as any',
  'keeps a completed stream as long as any',
  'keeps a stream for half its time',
  'looks at what comes only after it has replayed what was there',
  'reads as much as it can, however little is wanted',
  'retains nothing',
  'shortens what it retains',
  'hides that its stream vanished',
  'refuses a repeated end',
  'reads on one entry too late',
];

type Named = readonly [string, BrokenStream];

const inSight: readonly Named[] = Object.entries({
  ...brokenCreators,
  ...brokenWriters,
  ...brokenEnders,
  ...brokenReaders,
  ...brokenViewings,
  ...brokenKeepers,
}).filter(([defect]) => !OUT_OF_SIGHT.includes(defect));

export const soonSeen = inSight.filter(([defect]) => !SELDOM_SEEN.includes(defect));
export const seldomSeen = inSight.filter(([defect]) => SELDOM_SEEN.includes(defect));
