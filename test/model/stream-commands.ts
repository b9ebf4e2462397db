import fc from 'fast-check';
import { MAX_PAGE } from '../../src/domain/ports/result-stream.ts';
import { cutsLink, expires, losesAnswer, losesTail, passesTime, retains, trims } from './befalling.ts';
import { leaves, opens, reads, views } from './reading.ts';
import type { StreamCommand } from './stream-command.ts';
import { appends, appendsAgain, completes, creates, ends, endsAgain, writesForeign } from './writing.ts';

const MINUTE_MS = 60_000;

/** Which search, whether at the other gateway, and anything else that counts from nought. */
const at = fc.nat(1);
const isOther = fc.boolean();
const anywhere = fc.nat(40);
const few = fc.integer({ min: 1, max: 4 });
const wanted = fc.oneof(few, fc.constant(MAX_PAGE));

const status = fc.constantFrom('result', 'processing', 'nonsense', 'completed');
const seq = fc.constantFrom(undefined, 1, 99);
const written = fc.constantFrom('nothing', 'below', 'above');
/** Nothing is ever less than half a minute from its end. */
const time = fc.constantFrom(MINUTE_MS / 2, MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS);
const atLeast = fc.constantFrom(MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS);
const atMost = fc.constantFrom(0, MINUTE_MS, 10 * MINUTE_MS);

/** Everything that can be asked of a stream, and befall it, and how often beside the others. */
const COMMANDS: readonly (readonly [number, fc.Arbitrary<StreamCommand>])[] = [
  [3, fc.tuple(at, isOther).map((args) => creates(...args))],
  [5, fc.tuple(at, isOther, few, fc.constant(0)).map((args) => appends(...args))],
  [1, fc.tuple(at, isOther, few, few).map((args) => appends(...args))],
  [1, fc.tuple(at, isOther).map((args) => appendsAgain(...args))],
  [1, fc.tuple(at, isOther).map((args) => completes(...args))],
  [1, fc.tuple(at, isOther, fc.nat(3)).map((args) => ends(...args))],
  [1, fc.tuple(at, isOther).map((args) => endsAgain(...args))],
  [1, fc.tuple(at, status, seq).map((args) => writesForeign(...args))],
  [3, fc.tuple(at, anywhere).map((args) => opens(...args))],
  [5, anywhere.map(views)],
  [1, anywhere.map(leaves)],
  [2, fc.tuple(at, isOther, anywhere, wanted).map((args) => reads(...args))],
  [2, fc.constant(losesAnswer())],
  [1, fc.constant(cutsLink())],
  [1, fc.tuple(at, anywhere).map((args) => trims(...args))],
  [1, fc.tuple(at, few, written).map((args) => losesTail(...args))],
  [1, time.map(passesTime)],
  [2, fc.tuple(at, atLeast).map((args) => retains(...args))],
  [1, fc.tuple(at, atMost).map((args) => expires(...args))],
];

export const streamCommands = (maxCommands: number, replayPath: string | undefined) =>
  fc.commands(
    COMMANDS.flatMap(([often, command]) => Array.from({ length: often }, () => command)),
    { maxCommands, size: 'max', ...(replayPath !== undefined && { replayPath }) },
  );
