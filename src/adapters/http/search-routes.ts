import { Router } from '@koa/router';
import { deleteSearch, type DeleteSearchDeps } from './delete-search.ts';
import { getEntries, type GetEntriesDeps } from './get-entries.ts';
import { getEvents, type GetEventsDeps } from './get-events.ts';
import { getSearch } from './get-search.ts';
import { jsonBody } from './json-body.ts';
import { postSearch, type PostSearchDeps } from './post-search.ts';

export type SearchRoutesDeps = PostSearchDeps &
  GetEventsDeps &
  GetEntriesDeps &
  Parameters<typeof getSearch>[0] &
  DeleteSearchDeps;

export const searchRoutes = (deps: SearchRoutesDeps): Router => {
  const router = new Router({ prefix: '/v1/searches' });
  const { admit } = deps.requesters;
  router.post('/', admit, jsonBody, postSearch(deps));
  router.get('/:id', getSearch(deps));
  router.delete('/:id', admit, deleteSearch(deps));
  router.get('/:id/events', getEvents(deps));
  router.get('/:id/entries', getEntries(deps));
  return router;
};
