import { Router } from '@koa/router';
import type { Places } from '../../domain/ports/places.ts';
import { getAirports } from './get-airports.ts';

export const airportRoutes = (places: Pick<Places, 'find'>): Router => {
  const router = new Router();
  router.get('/v1/airports', getAirports(places));
  return router;
};
