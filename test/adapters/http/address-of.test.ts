import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { addressOf } from '../../../src/adapters/http/address-of.ts';
import { criteriaBody, Gateway } from '../../support/gateway.ts';

const PROXY = '10.0.0.9';

/** As what a request counts that came through a proxy, with this header. */
const seen = (trustedProxies: number, forwarded?: string, remoteAddress?: string): string =>
  addressOf(trustedProxies)({
    req: { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: remoteAddress ?? PROXY } },
  });

describe('the address of a client', () => {
  test.each([
    [0, undefined, PROXY],
    [0, '203.0.113.7', PROXY],
    [0, '198.51.100.1, 203.0.113.7', PROXY],
    [1, '203.0.113.7', '203.0.113.7'],
    [1, '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    [1, '198.51.100.1,198.51.100.2,\t203.0.113.7 ', '203.0.113.7'],
    [2, '203.0.113.7, 10.0.0.1', '203.0.113.7'],
    [2, '198.51.100.1, 203.0.113.7, 10.0.0.1', '203.0.113.7'],
    [1, '198.51.100.1, 203.0.113.7:4711', '203.0.113.7'],
    [2, '203.0.113.7:65535, 10.0.0.1:80', '203.0.113.7'],
    [1, '[2001:db8:1:2::6]:88', '2001:db8:1:2::/64'],
    [1, '[2001:db8:1:2::6]', '2001:db8:1:2::/64'],
    [1, '[::ffff:203.0.113.7]:4711', '203.0.113.7'],
  ])('is with %s trusted proxies, and %s forwarded, %s', (trusted, forwarded, address) => {
    expect(seen(trusted, forwarded)).toBe(address);
  });

  test.each([
    [1, undefined],
    [1, ''],
    [1, '198.51.100.1, '],
    [1, '198.51.100.1, unknown'],
    [1, '198.51.100.1, _hidden'],
    [1, '198.51.100.1, 203.0.113.7:'],
    [1, '198.51.100.1, 203.0.113.7:port'],
    [1, '198.51.100.1, 203.0.113.7:4711:4712'],
    [1, '198.51.100.1, 203.0.113.777:4711'],
    [1, '[2001:db8::7]:port'],
    [1, '[2001:db8::7'],
    [1, '[]:80'],
    [1, '198.51.100.1, 203.0.113.777'],
    [1, 'for=203.0.113.7'],
    [1, '198.51.100.1, 203.0.113.7\u0000'],
    [2, '198.51.100.1'],
  ])('is that of the connection with %s trusted proxies where %s is forwarded', (trusted, forwarded) => {
    expect(seen(trusted, forwarded)).toBe(PROXY);
  });

  test.each([
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:1::', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
  ])('counts %s as %s, be it forwarded or connected', (address, counted) => {
    expect([seen(1, address), seen(0, undefined, address)]).toEqual([counted, counted]);
  });
});

const behind = (trustedProxies: number): Promise<Gateway> =>
  Gateway.start({
    provides: false,
    settings: { RATE_LIMIT: '1', MAX_VIEWERS_PER_SEARCH: '1', TRUST_PROXY: String(trustedProxies) },
  });
const statusesOf = async (gateway: Gateway | undefined, ...forwarded: readonly string[]) => {
  const statuses: (number | undefined)[] = [];
  for (const text of forwarded)
    statuses.push((await gateway?.post(criteriaBody(), { 'X-Forwarded-For': text }))?.status);
  return statuses;
};

describe('a limit of an address', () => {
  let gateways: readonly Gateway[];
  beforeAll(async () => {
    gateways = await Promise.all([0, 1, 2].map(behind));
  });
  afterAll(() => Promise.all(gateways.map((gateway) => gateway[Symbol.asyncDispose]())));

  it('is not escaped by what a client writes into X-Forwarded-For', async () => {
    const [open, one, two] = gateways;
    expect(await statusesOf(open, '203.0.113.1', '203.0.113.2')).toEqual([201, 429]);
    expect(await statusesOf(one, '198.51.100.1, 203.0.113.3', '198.51.100.2, 203.0.113.3')).toEqual([
      201, 429,
    ]);
    expect(
      await statusesOf(two, '198.51.100.1, 203.0.113.3, 10.0.0.1', '198.51.100.2, 203.0.113.3, 10.0.0.2'),
    ).toEqual([201, 429]);
  });

  it('is that of each client behind a proxy', async () => {
    const [, one, two] = gateways;
    expect(await statusesOf(one, '203.0.113.4', '203.0.113.5')).toEqual([201, 201]);
    expect(await statusesOf(two, '203.0.113.4, 10.0.0.1', '203.0.113.5, 10.0.0.1')).toEqual([201, 201]);
  });

  it('is one for all of a /64', async () => {
    const [, one] = gateways;
    expect(await statusesOf(one, '2001:db8:7::1', '2001:db8:7::2', '2001:db8:8::1')).toEqual([201, 429, 201]);
  });

  const ask = async (address: string, cabin: string): Promise<number | undefined> =>
    (
      await gateways[1]?.post(criteriaBody({ cabin }), {
        'X-Forwarded-For': address,
        'Idempotency-Key': 'chosen-by-two-clients',
      })
    )?.status;

  it('counts for an Idempotency-Key as well: two clients may choose the same', async () => {
    expect([await ask('203.0.113.40', 'economy'), await ask('203.0.113.41', 'first')]).toEqual([201, 201]);
  });

  it('counts for the viewers of a search as well', async () => {
    const gateway = gateways[1];
    const created = await gateway?.post(criteriaBody(), { 'X-Forwarded-For': '203.0.113.20' });
    const path = `${created?.headers.get('Location')}/events`;
    const follow = (address: string) => gateway?.get(path, { headers: { 'X-Forwarded-For': address } });
    const first = await follow('203.0.113.8');
    const second = await follow('203.0.113.8');
    const other = await follow('203.0.113.9');
    expect(await second?.text()).toContain(': not just now');
    const begun = await Promise.all(
      [first, other].map(async (response) => response?.body?.getReader().read()),
    );
    for (const chunk of begun) expect(new TextDecoder().decode(chunk?.value)).not.toContain('not just now');
  });

  it('counts for whoever waits for entries as well', async () => {
    await using gateway = await behind(1);
    const id = await gateway.requestSearch();
    const path = `/v1/searches/${id}/entries?wait=25&after=${gateway.entriesOf(id)[0]?.position}`;
    const hangUp = new AbortController();
    const poll = (address: string) =>
      gateway.get(path, { headers: { 'X-Forwarded-For': address }, signal: hangUp.signal });
    const waiting = poll('203.0.113.50');
    await gateway.watchedBy(1);
    expect((await poll('203.0.113.50')).status).toBe(503);
    const other = poll('203.0.113.51');
    await gateway.watchedBy(2);
    hangUp.abort();
    await Promise.allSettled([waiting, other]);
  });

  it('is all that is believed of what a proxy says: no host, and no protocol', async () => {
    const forged = {
      'X-Forwarded-For': '203.0.113.30',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'gopher',
    };
    const answer = await gateways[1]?.post(criteriaBody(), {
      ...forged,
      Forwarded: 'for=evil;host=evil.example',
    });
    const told = JSON.stringify([...(answer?.headers ?? []), await answer?.text()]);
    expect(answer?.headers.get('Location')).toMatch(/^\/v1\/searches\//);
    expect(told).not.toMatch(/evil|gopher/);
  });

  it('is never written to the log', async () => {
    const all = gateways.flatMap(({ logged }) => logged).join('');
    expect(all).toContain('request_refused');
    expect(all).not.toMatch(/203\.0\.113|198\.51\.100|127\.0\.0\.1|2001:db8/);
  });
});
