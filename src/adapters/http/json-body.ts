import { bodyParser } from '@koa/bodyparser';
import type { Middleware, Next, ParameterizedContext } from 'koa';
import { marksOf } from './error-marks.ts';
import { sendProblem } from './problem.ts';

const LIMIT = '16kb';
/** Twice as deep as any criteria. */
export const MAX_DEPTH = 8;
const EXPECTED = `Expected: a JSON object, nested at most ${MAX_DEPTH} deep, with no field called __proto__.`;
const PLAIN: readonly string[] = ['', 'identity'];
/** JSON has no other encoding (RFC 8259), and whatever is sent is read as this one. */
const UTF_8 = /^(utf-?8)?$/i;

const parse: Middleware = bodyParser({ enableTypes: ['json'], jsonLimit: LIMIT, jsonStrict: true });

const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1)));

/** A JSON body of at most 16 KB, or the problem with it. */
export const jsonBody = async (ctx: ParameterizedContext, next: Next): Promise<void> => {
  if (ctx.is('application/json') === false) return sendProblem(ctx, 'unsupported_media_type');
  if (!UTF_8.test(ctx.request.charset)) return sendProblem(ctx, 'unsupported_media_type');
  // A body this small needs no compression, so none is undone for strangers.
  if (!PLAIN.includes(ctx.get('Content-Encoding'))) return sendProblem(ctx, 'unsupported_media_type');
  let parsed = false;
  try {
    await parse(ctx, async () => {
      parsed = true;
    });
  } catch (error) {
    const { status } = marksOf(error);
    if (status === 413) return sendProblem(ctx, 'body_too_large');
    if (status === 400) return sendProblem(ctx, 'invalid_json', [], EXPECTED);
    if (status === 415) return sendProblem(ctx, 'unsupported_media_type');
    throw error;
  }
  if (!parsed) return undefined;
  if (isDeeperThan(ctx.request.body, MAX_DEPTH)) {
    return sendProblem(ctx, 'invalid_json', [], `It is nested too deep. ${EXPECTED}`);
  }
  await next();
  return undefined;
};
