import { describe, expect, it, test } from '@jest/globals';
import { fencedBlock } from '../support/documents.ts';
import { batchFound, offerFound } from '../support/found-offers.ts';
import { answers, linesOf, OffersServer } from '../support/offers-server.ts';
import { endsOf, moduleOf, searchSuppliers } from '../support/search-suppliers.ts';

const good = fencedBlock('docs/write-a-supplier.md', 'js');

describe('a search', () => {
  it('is broken by none of them, whatever they answer', async () => {
    await using html = await OffersServer.start(answers('<h1>hello</h1>', { 'Content-Type': 'text/html' }));
    await using cut = await OffersServer.start(answers(`${linesOf(batchFound([]))}{"off`));
    const rubbish = await moduleOf(
      'rubbish.mjs',
      `export default async function* search() {
        yield { offers: [null, 7, ${JSON.stringify({ ...offerFound(1), price: { amount: 12.5, currency: 'EUR' } })}] };
      }`,
    );
    const wrong = await moduleOf(
      'wrong.mjs',
      `export default async function* search() {
        yield { offers: [${JSON.stringify(offerFound(1))}] };
      }`,
    );
    const crashing = await moduleOf('crashing.mjs', 'export default () => { throw new Error("no fares"); };');
    const endless = await moduleOf(
      'endless.mjs',
      'export default async function* search() { for (;;) yield { offers: [] }; }',
    );
    const found = await searchSuppliers(
      'kestrel',
      `html=${html.url}`,
      `cut=${cut.url}`,
      rubbish,
      wrong,
      crashing,
      endless,
    );
    expect(endsOf(found)).toEqual({
      kestrel: ['succeeded'],
      html: ['failed', 'unreadable_answer'],
      cut: ['failed', 'unreachable'],
      rubbish: ['failed', 'unusable_answer', { malformed: 3 }],
      wrong: ['failed', 'unusable_answer', { wrong_date: 1 }],
      crashing: ['failed', 'supplier_crashed'],
      endless: ['failed', 'answer_too_large'],
    });
    expect(found.completed?.outcome).toBe('partial');
  });

  test.each<[string, string, string, unknown]>([
    ['another currency', "currency: 'EUR' }, slices", "currency: 'USD' }, slices", { wrong_currency: 2 }],
    ['prices as numbers', '`${euros}.00`', 'euros', { malformed: 2 }],
    ['flights that land before they leave', '${flight.lands}', '00:01', { impossible_time: 2 }],
    ['HTML in the place of times', '${flight.leaves}', '<b>', { malformed: 2 }],
    ['another route', "destination: 'LHR'", "destination: 'LGW'", { wrong_route: 2 }],
  ])('counts offers with %s', async (what, right, wrong, dropped) => {
    expect(good).toContain(right);
    const source = good.replaceAll(right, wrong).replace('serves(destination, flight.destination)', 'true');
    const acme = await moduleOf(`${what.replaceAll(' ', '-')}.mjs`, source);
    const found = await searchSuppliers(`acme=${acme}`, 'kestrel');
    expect(endsOf(found)).toEqual({
      acme: ['failed', 'unusable_answer', dropped],
      kestrel: ['succeeded'],
    });
  });

  it('holds an offer once that is said twice', async () => {
    const acme = await moduleOf('twice.mjs', good.replace(/^ {4}(yield .*)$/m, '    $1\n    $1'));
    const found = await searchSuppliers(acme);
    expect(found.offers.map(({ offer_id }) => offer_id).toSorted()).toEqual(['acme-0', 'acme-1']);
  });

  it('survives 10,000 offers, and hides nobody behind them', async () => {
    const many = 'offers: Array.from({ length: 5_000 }, (_, at) => ({ offer_id: `acme-${number}-${at}`,';
    const source = good
      .replace('offers: [{ offer_id: `acme-${number}`,', many)
      .replace('slices }] }', 'slices })) }');
    const acme = await moduleOf('many.mjs', source);
    const found = await searchSuppliers(acme, 'kestrel');
    const [[status, dropped] = [], kestrel] = [endsOf(found)['many'], endsOf(found)['kestrel']];
    expect([status, kestrel]).toEqual(['succeeded', ['succeeded']]);
    const offers = found.completed?.suppliers.find(({ supplier_id }) => supplier_id === 'many')?.offers ?? 0;
    expect(offers).toBeGreaterThan(0);
    expect(dropped ?? { too_many: 0 }).toEqual({ too_many: 10_000 - offers });
  });
});
