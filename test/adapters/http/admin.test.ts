import { describe, expect, it, test } from '@jest/globals';
import { listen } from '../../../src/adapters/http/server.ts';
import { thing } from '../../../src/tokens.ts';
import { Gateway } from '../../support/gateway.ts';
import { problemOf } from '../../support/problem-of.ts';

describe('whoever runs a gateway', () => {
  it('can ask whether it is alive, and whether it takes requests', async () => {
    await using gateway = await Gateway.start({ provides: false });
    const alive = await gateway.get('/healthz');
    expect([alive.status, await alive.json()]).toEqual([200, { status: 'ok' }]);
    const ready = await gateway.get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  });

  it('is told that it is alive but takes nothing while it drains', async () => {
    await using gateway = await Gateway.start({ provides: false });
    gateway.drain();
    expect((await gateway.get('/healthz')).status).toBe(200);
    expect(await problemOf(await gateway.get('/readyz'))).toMatchObject({
      answered: 503,
      code: 'overloaded',
    });
  });

  it('can count what it does, in the format of Prometheus', async () => {
    await using gateway = await Gateway.start();
    await (await gateway.follow(await gateway.requestSearch())).rest();
    const response = await gateway.get('/metrics');
    expect(response.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    for (const line of [
      '# TYPE flight_search_viewers gauge',
      'flight_search_searches_requested_total 1',
      'flight_search_searches_claimed_total{taken_over="false"} 1',
      'flight_search_searches_completed_total{by="provider"} 1',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toMatch(/^flight_search_entries_delivered_total [1-9]\d*$/m);
    expect(text).toMatch(/^process_cpu_seconds_total /m);
  });

  test.each(['/healthz', '/readyz', '/metrics'])(
    'can keep %s from the public, on a port of its own',
    async (path) => {
      await using gateway = await Gateway.start({ provides: false, settings: { ADMIN_PORT: '0' } });
      expect(await problemOf(await gateway.get(path))).toMatchObject({ answered: 404, code: 'not_found' });
      const admin = await listen(thing(gateway.container, 'adminApp'), '127.0.0.1', 0);
      expect((await fetch(`http://127.0.0.1:${admin.port}${path}`)).status).toBe(200);
      expect((await fetch(`http://127.0.0.1:${admin.port}/v1/searches`, { method: 'POST' })).status).toBe(
        404,
      );
      await admin.close(0);
    },
  );

  it('of a provider alone is not asked for searches by anybody', async () => {
    const settings = { ROLE: 'provider', REDIS_URL: 'redis://127.0.0.1:1', LOG_LEVEL: 'silent' };
    await using provider = await Gateway.start({ provides: false, settings });
    expect((await provider.get('/healthz')).status).toBe(200);
    for (const path of ['/', '/page.js', '/v1/searches']) expect((await provider.get(path)).status).toBe(404);
  });
});
