import type { RouterContext } from '@koa/router';
import type { PageError, PageSearch } from '../../application/page-search.ts';
import type { SnapshotSearch } from '../../application/snapshot-search.ts';
import { placeText } from '../../domain/flights/pages/page-place.ts';
import type { SearchId } from '../../domain/search/search-id.ts';
import { parsePageParameters } from '../wire/page-parameters.ts';
import { sendFailure, sendInvalidParameter, sendInvalidParameters, sendProblem } from './problem.ts';
import { searchIdOf } from './request-parameters.ts';

export interface GetSearchDeps {
  readonly snapshotSearch: SnapshotSearch;
  readonly pageSearch: PageSearch;
}

/**
 * `GET /v1/searches/:id`: all that is known of a search as of now, and the position from which to follow it; with any
 * parameter, a page of what was found.
 */
export const getSearch =
  (deps: GetSearchDeps) =>
  async (ctx: RouterContext): Promise<void> => {
    const id = searchIdOf(ctx.params);
    if (id === undefined) return sendProblem(ctx, 'search_not_found');
    ctx.set('Cache-Control', 'no-store');
    return Object.keys(ctx.query).length === 0 ? sendSnapshot(ctx, id, deps) : sendPage(ctx, id, deps);
  };

const sendSnapshot = async (
  ctx: RouterContext,
  id: SearchId,
  { snapshotSearch }: GetSearchDeps,
): Promise<void> => {
  const snapshot = await snapshotSearch(id);
  if (snapshot.isErr()) return sendFailure(ctx, snapshot.error);
  ctx.body = snapshot.value;
  return undefined;
};

const sendPage = async (ctx: RouterContext, id: SearchId, { pageSearch }: GetSearchDeps): Promise<void> => {
  const request = parsePageParameters(ctx.query);
  if (request.isErr()) return sendInvalidParameters(ctx, request.error);
  const answer = await pageSearch(id, request.value);
  if (answer.isErr()) return sendPageError(ctx, answer.error);
  const { page, next } = answer.value;
  const links = {
    self: linkTo(ctx, id, {}),
    ...(next !== undefined && { next: linkTo(ctx, id, { next: placeText(next) }) }),
    events: `/v1/searches/${id}/events`,
  };
  ctx.body = { ...page, links };
  return undefined;
};

/** The same page, but for these parameters. */
const linkTo = (ctx: RouterContext, id: SearchId, changed: Readonly<Record<string, string>>): string => {
  const parameters = new URLSearchParams(ctx.querystring);
  for (const [name, value] of Object.entries(changed)) parameters.set(name, value);
  // What was left empty says nothing.
  const said = [...parameters].filter(([, value]) => value !== '');
  return `/v1/searches/${id}?${new URLSearchParams(said).toString()}`;
};

const sendPageError = (ctx: RouterContext, error: PageError): void => {
  switch (error.type) {
    case 'no_such_place':
      return sendInvalidParameter(ctx, {
        parameter: 'next',
        message: 'What this page follows on is not there any more. Begin again without it.',
      });
    case 'no_such_price':
      return sendInvalidParameter(ctx, {
        parameter: 'max_price',
        message: `This is no amount of ${error.currency}, in which the search is priced.`,
      });
    case 'not_found':
    case 'expired':
    case 'unavailable':
      return sendFailure(ctx, error);
  }
};
