import { err, ok, type Result } from 'neverthrow';
import type { ParameterizedContext } from 'koa';
import { BEGINNING, isPosition, type Position } from '../../domain/search/position.ts';
import { isSearchId, type SearchId } from '../../domain/search/search-id.ts';

export interface ParameterFault {
  readonly parameter: string;
  readonly message: string;
}

type Parsed<T> = Result<T, ParameterFault>;

const fault = (parameter: string, message: string): Parsed<never> => err({ parameter, message });

/** The values of the parameters that a route knows; any other, and any given twice, is a fault. */
export const singleParameters = (
  ctx: ParameterizedContext,
  known: readonly string[],
): Parsed<ReadonlyMap<string, string>> => {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(ctx.query)) {
    if (!known.includes(name)) return fault(name.slice(0, 64), 'This parameter is not known here.');
    if (typeof value !== 'string') return fault(name, 'This parameter is given more than once.');
    values.set(name, value);
  }
  return ok(values);
};

/** Left out or empty, the beginning. */
export const positionParameter = (text: string | undefined): Parsed<Position> => {
  if (text === undefined || text === '') return ok(BEGINNING);
  return isPosition(text) ? ok(text) : fault('after', 'A position is the id of an entry, as it was sent.');
};

const MAX_WAIT_S = 25;

/** Whole seconds. */
export const waitParameter = (text: string | undefined): Parsed<number> => {
  if (text === undefined || text === '') return ok(0);
  const seconds = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return seconds <= MAX_WAIT_S
    ? ok(seconds * 1_000)
    : fault('wait', `A wait is a whole number of seconds from 0 to ${MAX_WAIT_S}.`);
};

/** The path's id, or nothing where it cannot be one. */
export const searchIdOf = (params: Readonly<Record<string, string | undefined>>): SearchId | undefined => {
  const id = params['id'] ?? '';
  return isSearchId(id) ? id : undefined;
};
