import type { RouterContext } from '@koa/router';
import type { SearchId } from '../../domain/search/search-id.ts';
import { sendInvalidParameter, sendProblem } from './problem.ts';
import { searchIdOf, singleParameters } from './request-parameters.ts';

/** The search of a route that takes no parameters; where there can be none, or there are some, the client is told. */
export const searchAskedFor = (ctx: RouterContext): SearchId | undefined => {
  const id = searchIdOf(ctx.params);
  const parameters = singleParameters(ctx, []);
  if (id === undefined) sendProblem(ctx, 'search_not_found');
  else if (parameters.isErr()) sendInvalidParameter(ctx, parameters.error);
  else return id;
  return undefined;
};
