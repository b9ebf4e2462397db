import { describe, expect, it, test } from '@jest/globals';
import { supplierRequest } from '../../src/adapters/wire/supplier-request.ts';
import { fencedBlock } from '../support/documents.ts';
import { offerFound, segmentFound } from '../support/found-offers.ts';
import { answers, linesOf, NDJSON, OffersServer } from '../support/offers-server.ts';
import { Program } from '../support/program.ts';
import { endsOf, moduleOf, QUICK, searchSuppliers } from '../support/search-suppliers.ts';
import { requestSearch, viewSearch } from '../support/searches.ts';

describe('a search', () => {
  it('merges what a module, a URL and a simulated supplier find', async () => {
    await using server = await OffersServer.start((response, { body }) => {
      const { criteria } = supplierRequest.parse(JSON.parse(body));
      const [{ departure_date } = { departure_date: '' }] = criteria.slices;
      const flight = {
        ...segmentFound(101),
        departing_at: `${departure_date}T08:10`,
        arriving_at: `${departure_date}T08:35`,
      };
      const offer = offerFound(1, {
        price: { amount: '85.00', currency: 'EUR' },
        slices: [{ segments: [flight] }],
      });
      response.writeHead(200, NDJSON).end(linesOf({ offers: [offer], share: 1 }));
    });
    const acme = await moduleOf('acme.mjs', fencedBlock('docs/write-a-supplier.md', 'js'));
    const found = await searchSuppliers('kestrel', acme, `zephyr=${server.url}`);
    expect(endsOf(found)).toEqual({
      kestrel: ['succeeded'],
      acme: ['succeeded'],
      zephyr: ['succeeded'],
    });
    expect(found.completed?.outcome).toBe('complete');
    const [cheapest] = found.offers.filter(({ supplier_id }) => supplier_id === 'zephyr');
    const sellers = found.offers.filter(({ itinerary_id }) => itinerary_id === cheapest?.itinerary_id);
    expect(sellers.map(({ supplier_id }) => supplier_id).toSorted()).toEqual(['acme', 'zephyr']);
    const names = found.processing?.suppliers.map(({ supplier_id, name }) => [supplier_id, name]);
    expect(names).toEqual([
      ['kestrel', expect.any(String)],
      ['acme', 'Acme Air'],
      ['zephyr', 'zephyr'],
    ]);
  });

  it('closes the requests to its suppliers when it is cancelled', async () => {
    await using server = await OffersServer.start((response) => response.writeHead(200, NDJSON).write('\n'));
    await using program = await Program.start({ ...QUICK, SUPPLIERS: `slow=${server.url}` });
    const id = await requestSearch(program.url);
    await using viewer = await viewSearch(program.url, id);
    await server.answered;
    await fetch(`${program.url}/v1/searches/${id}`, { method: 'DELETE' });
    await server.closed;
    await viewer.ended;
    expect(viewer.events.at(-1)?.event).toBe('completed');
  });
});

describe('the program', () => {
  test.each([
    ['./nothing.js', 'SUPPLIERS: ./nothing.js cannot be loaded: '],
    ['nobody', 'SUPPLIERS: "nobody" is no supplier: expected '],
    ['https://user:hunter2@host:port/', 'SUPPLIERS: supplier 1 of 1 is no URL that can be asked'],
  ])('does not start with the supplier %s, and says why', async (SUPPLIERS, sentence) => {
    const { code, errors } = await Program.run({ SUPPLIERS });
    expect(code).toBe(1);
    expect(errors).toContain(sentence);
    expect(errors).not.toContain('hunter2');
  });

  it('outlives a module that leaves a promise to itself which is then rejected', async () => {
    const astray = await moduleOf(
      'astray.mjs',
      `export default async function* search() {
        Promise.reject(new Error('nobody waits for this'));
        yield { offers: [] };
      }`,
    );
    await using program = await Program.start({ ...QUICK, SUPPLIERS: `kestrel,${astray}` });
    const id = await requestSearch(program.url);
    await using viewer = await viewSearch(program.url, id);
    await viewer.ended;
    expect(JSON.parse(viewer.events.at(-1)?.data ?? '')).toMatchObject({ outcome: 'complete' });
    const [line] = program.log.filter(({ msg }) => msg === 'stray_rejection');
    expect(line).toMatchObject({ level: 50, err: { message: 'nobody waits for this' } });
  });

  it('complains of nothing where many suppliers are asked at once', async () => {
    const quiet = await moduleOf('quiet.mjs', 'export default async function* search() {}');
    const SUPPLIERS = Array.from({ length: 16 }, (_, at) => `quiet${at}=${quiet}`).join(',');
    await using program = await Program.start({ ...QUICK, SUPPLIERS });
    await using viewer = await viewSearch(program.url, await requestSearch(program.url));
    await viewer.ended;
    expect(program.errors).toBe('');
  });

  it('shows a password of a URL to nobody but the supplier', async () => {
    await using server = await OffersServer.start(answers('', NDJSON, 500));
    const url = server.url.replace('//', '//user:hunter2@');
    await using program = await Program.start({ ...QUICK, SUPPLIERS: url, LOG_LEVEL: 'debug' });
    const id = await requestSearch(program.url);
    await using viewer = await viewSearch(program.url, id);
    await viewer.ended;
    expect(server.asked[0]?.headers.authorization).toBe(`Basic ${btoa('user:hunter2')}`);
    const shown = JSON.stringify([program.log, program.errors, viewer.events]);
    for (const secret of ['hunter2', btoa('user:hunter2')]) expect(shown).not.toContain(secret);
  });

  it('ends with a line in its log, and with nothing on the terminal, where a module crashes it', async () => {
    const id = '01a2050b-0000-7000-8000-0123456789ab';
    const crashing = await moduleOf(
      'crashing-later.mjs',
      `export default async function* search() {
        setTimeout(() => { throw new Error('\\u009b2J no such key ${id}'); });
        yield { offers: [] };
      }`,
    );
    await using program = await Program.start({ ...QUICK, SUPPLIERS: crashing });
    await requestSearch(program.url);
    const { code, log, errors } = await program.ended;
    expect([code, errors]).toEqual([1, '']);
    const message = '\u009b2J no such key …456789ab';
    expect(log.at(-1)).toMatchObject({ msg: 'crashed', err: { message } });
    expect(JSON.stringify(log)).not.toContain(id);
  });
});
