import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { PROFILES } from '../../src/adapters/suppliers/simulated/profiles.ts';
import { findProgram } from '../support/find-program.ts';
import { Program } from '../support/program.ts';
import { entriesOf, requestSearch, viewSearch } from '../support/searches.ts';
import { until } from '../support/until.ts';

let program: Program;

const watchedBy = (of: Program, viewers: number): Promise<void> =>
  until(async () => {
    const metrics = await (await fetch(`${of.url}/metrics`)).text();
    return metrics.includes(`flight_search_viewers ${viewers}\n`);
  });

beforeAll(async () => {
  program = await Program.start({ SIMULATION_SPEED: '20' });
});

describe('the program in memory', () => {
  it('prints a line for the terminal that shows a search from its request to its end, and returns', async () => {
    findProgram({ variable: 'CURL_BIN', names: ['curl'], debianPackage: 'curl' });
    const shell = spawn('bash', ['-c', await program.saying('curl -N ')], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [shown, [code]] = await Promise.all([text(shell.stdout), once(shell, 'close')]);
    expect(code).toBe(0);

    const events = [...shown.matchAll(/^event: (.*)$/gm)].map(([, event]) => event);
    expect(events.slice(0, 2)).toEqual(['requested', 'processing']);
    expect(new Set(events.slice(2, -1))).toEqual(new Set(['result']));
    expect(events.at(-1)).toBe('completed');
    const suppliers = [...shown.matchAll(/^data: {"search_id":"[^"]*","supplier_id":"([^"]*)"/gm)];
    expect(new Set(suppliers.map(([, supplier]) => supplier))).toEqual(
      new Set(PROFILES.map(({ supplier_id }) => supplier_id)),
    );
    expect(shown).toMatch(/"outcome":"complete"/);
  });

  it('says that its suppliers are simulated and that it keeps everything in memory', async () => {
    await expect(program.saying('  Suppliers are simulated')).resolves.toContain('invented');
    await expect(program.saying('  Everything is kept in memory')).resolves.toContain('REDIS_URL');
  });

  it('shows a viewer who was cut off and comes back everything it has missed, and nothing twice', async () => {
    const id = await requestSearch(program.url);
    await using whole = await viewSearch(program.url, id);
    const cut = await viewSearch(program.url, id);
    await cut.until('result');
    await cut.leave();
    await using back = await viewSearch(program.url, id, cut.events.at(-1));
    await expect(back.ended).resolves.toBe('ended');
    await whole.ended;
    expect(entriesOf([...cut.events, ...back.events])).toEqual(entriesOf(whole.events));
    expect(whole.events.at(-1)?.event).toBe('completed');
  });

  it('answers 204 to a viewer who has been given the end', async () => {
    const id = await requestSearch(program.url);
    await using viewer = await viewSearch(program.url, id);
    await using again = await viewSearch(program.url, id, await viewer.until('completed'));
    expect(again.response.status).toBe(204);
  });
});

describe('a program that is told to stop', () => {
  it('sends its viewers away and exits with 0', async () => {
    const told = await Program.start({ DRAIN_TIMEOUT: '10m' });
    await using viewer = await viewSearch(told.url, await requestSearch(told.url));
    await viewer.until('requested');
    const { code, errors } = await told.stop('SIGTERM');
    expect([code, errors]).toEqual([0, '']);
    await expect(viewer.ended).resolves.toBe('ended');
    expect(viewer.retryMs).toBeGreaterThan(0);
  });

  it('does not wait for clients that keep a connection and ask nothing', async () => {
    const told = await Program.start({ DRAIN_TIMEOUT: '10m' });
    const silent = connect(told.port, '127.0.0.1');
    await once(silent, 'connect');
    const answered = connect(told.port, '127.0.0.1');
    answered.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(answered, 'data');
    for (const socket of [silent, answered]) socket.resume().on('error', () => undefined);
    const { code } = await told.stop('SIGTERM');
    expect(code).toBe(0);
  });

  it('does not wait for a client that sent requests ahead and hung up', async () => {
    const told = await Program.start({ DRAIN_TIMEOUT: '10m' });
    const request = `GET /v1/searches/${await requestSearch(told.url)}/events HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    const socket = connect(told.port, '127.0.0.1').on('error', () => undefined);
    socket.write(request.repeat(3));
    await watchedBy(told, 3);
    socket.destroy();
    await watchedBy(told, 0);
    const { code, errors } = await told.stop('SIGTERM');
    expect([code, errors]).toEqual([0, '']);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('and is told so again with %s ends at once', async (signal, status) => {
    const told = await Program.start({ DRAIN_TIMEOUT: '10m' });
    // A body that never comes holds a drain up for as long as requests may take.
    const slow = connect(told.port, '127.0.0.1').on('error', () => undefined);
    slow.write('POST /v1/searches HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n');
    slow.write('Content-Length: 9\r\nExpect: 100-continue\r\n\r\n');
    await once(slow, 'data');
    void told.stop('SIGTERM');
    await told.logged('draining');
    await until(async () => {
      void told.stop(signal);
      return told.log.some(({ msg }) => msg === 'cut_short');
    });
    expect((await told.ended).code).toBe(status);
    expect(told.log.some(({ msg }) => msg === 'stopped')).toBe(false);
  });
});

describe('a program that cannot start', () => {
  it.each([
    [
      'a setting that is no such thing',
      { SEARCH_DEADLINE: 'soon' },
      'SEARCH_DEADLINE is "soon": expected a duration',
    ],
    [
      'settings that contradict each other',
      { RESULTS_TTL: '10s' },
      'RESULTS_TTL is too short: expected at least',
    ],
    ['a role that needs a Redis, and none', { ROLE: 'gateway' }, 'ROLE is "gateway" without REDIS_URL'],
    [
      'a host that is elsewhere',
      { HOST: '192.0.2.1' },
      'HOST is "192.0.2.1", which is no address of this machine',
    ],
  ])('names %s in one sentence, and exits with 1', async (_what, settings, sentence) => {
    const { code, errors } = await Program.run(settings);
    expect(errors).toContain(sentence);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  });

  it.each(['PORT', 'ADMIN_PORT'])('says so where its %s is in use', async (setting) => {
    const port = String(program.port);
    const { code, errors } = await Program.run({ [setting]: port });
    expect(errors).toBe(
      `${setting} ${port} is in use on 127.0.0.1: stop what listens there, or choose another port\n`,
    );
    expect(code).toBe(1);
  });
});
