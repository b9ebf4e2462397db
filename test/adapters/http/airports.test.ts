import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { airportRoutes } from '../../../src/adapters/http/airport-routes.ts';
import { createApp } from '../../../src/adapters/http/app.ts';
import { type HttpServer, listen } from '../../../src/adapters/http/server.ts';
import { loadPlaces } from '../../../src/adapters/places/load-places.ts';
import { placesFound } from '../../../src/adapters/wire/places.ts';
import { problemOf } from '../../support/problem-of.ts';

describe('who looks for an airport', () => {
  let server: HttpServer;
  const crashes: unknown[] = [];
  beforeAll(async () => {
    const app = createApp([airportRoutes(loadPlaces())], (error) => void crashes.push(error));
    server = await listen(app, '127.0.0.1', 0);
  });
  afterAll(async () => {
    await server.close(0);
    expect(crashes).toEqual([]);
  });

  const get = (parameters: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${server.port}/v1/airports${parameters}`, init);
  const found = async (text: string) =>
    placesFound.parse(await (await get(`?q=${encodeURIComponent(text)}`)).json()).airports;

  it('is shown cities and airports, the likeliest first', async () => {
    const airports = await found('new york');
    expect(airports.slice(0, 2)).toEqual([
      {
        code: 'NYC',
        type: 'city',
        name: 'New York',
        city: 'New York',
        country: 'US',
        airports: ['JFK', 'EWR', 'LGA'],
      },
      {
        code: 'JFK',
        type: 'airport',
        name: 'John F. Kennedy International Airport',
        city: 'New York',
        country: 'US',
        airports: ['JFK'],
      },
    ]);
  });

  test.each([
    ['zürich', 'ZRH'],
    ['SAO PAULO', 'SAO'],
    ['lhr', 'LHR'],
    ['a', 'ATH'],
    ['Łódź', 'LCJ'],
    ['wien', 'VIE'],
    ['köln', 'CGN'],
    ['newyork', 'NYC'],
    ['o hare', 'ORD'],
  ])('by typing "%s" is shown %s first', async (text, code) => {
    expect((await found(text))[0]?.code).toBe(code);
  });

  it('is shown ten at most', async () => {
    expect(await found('san')).toHaveLength(10);
  });

  it('is shown nothing where there is nothing of that name', async () => {
    expect(await found('atlantis')).toEqual([]);
  });

  it('is answered with JSON that may be kept for a while by anybody', async () => {
    const response = await get('?q=ams');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=3600');
  });

  test.each([
    ['', 'q'],
    ['?q=', 'q'],
    ['?q=%20%09', 'q'],
    [`?q=${'x'.repeat(65)}`, 'q'],
    ['?q=ams&q=lhr', 'q'],
    ['?q=ams&limit=5', 'limit'],
    ['?Q=ams', 'Q'],
    ['?q[]=ams', 'q[]'],
  ])('is told what is wrong with "%s", and nothing to keep', async (parameters, parameter) => {
    const response = await get(parameters);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await problemOf(response)).toMatchObject({
      answered: 400,
      code: 'invalid_parameter',
      errors: [{ parameter, code: 'invalid_parameter', message: expect.any(String) }],
    });
  });

  test.each([
    `?q=${'x'.repeat(64)}`,
    `?q=${'%C3%BC'.repeat(64)}`,
    '?q=%FF',
    '?q=%',
    '?q=%00',
    '?q=%F0%9F%9B%AB',
  ])('may ask for anything that is short enough, as in "%s"', async (parameters) => {
    const response = await get(parameters);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ airports: [] });
  });

  it('cannot do anything else there', async () => {
    expect(await problemOf(await get('?q=ams', { method: 'POST' }))).toMatchObject({
      answered: 405,
      code: 'method_not_allowed',
    });
  });
});
