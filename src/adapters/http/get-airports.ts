import type { RouterContext } from '@koa/router';
import { err, ok, type Result } from 'neverthrow';
import type { Places } from '../../domain/ports/places.ts';
import { MAX_PLACES_FOUND } from '../wire/places.ts';
import { sendInvalidParameter } from './problem.ts';
import { type ParameterFault, singleParameters } from './request-parameters.ts';

const MAX_TEXT = 64;
/** Airports open and close seldom, and with a release of the data. */
const MAX_AGE_S = 3_600;

const textParameter = (text = ''): Result<string, ParameterFault> =>
  text.trim() !== '' && text.length <= MAX_TEXT
    ? ok(text)
    : err({ parameter: 'q', message: `What to look for is 1 to ${MAX_TEXT} characters.` });

/** `GET /v1/airports?q=`: what somebody means who has typed so much. */
export const getAirports =
  (places: Pick<Places, 'find'>) =>
  (ctx: RouterContext): void => {
    const text = singleParameters(ctx, ['q']).andThen((values) => textParameter(values.get('q')));
    if (text.isErr()) return sendInvalidParameter(ctx, text.error);
    ctx.set('Cache-Control', `public, max-age=${MAX_AGE_S}`);
    ctx.body = { airports: places.find(text.value, MAX_PLACES_FOUND) };
    return undefined;
  };
