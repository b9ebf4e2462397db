import { Router } from '@koa/router';
import { deleteSearch } from './delete-search.ts';
import { getEntries, type GetEntriesDeps } from './get-entries.ts';
import { getEvents, type GetEventsDeps } from './get-events.ts';
import { getSearch } from './get-search.ts';
import { jsonBody } from './json-body.ts';
import { postSearch, type PostSearchDeps } from './post-search.ts';

export type SearchRoutesDeps = PostSearchDeps &
  GetEventsDeps &
  GetEntriesDeps &
  Parameters<typeof getSearch>[0] &
  Parameters<typeof deleteSearch>[0];

export const searchRoutes = (deps: SearchRoutesDeps): Router => {
  const router = new Router({ prefix: '/v1/searches' });
  router.post('/', jsonBody, postSearch(deps));
  router.get('/:id', getSearch(deps));
  router.delete('/:id', deleteSearch(deps));
  router.get('/:id/events', getEvents(deps));
  router.get('/:id/entries', getEntries(deps));
  return router;
};
