import { describe, expect, it, test } from '@jest/globals';
import { PROFILES } from '../../../../src/adapters/suppliers/simulated/profiles.ts';
import { parseSupplierBatch } from '../../../../src/adapters/wire/supplier-batch.ts';
import { instantClock } from '../../../support/instant-clock.ts';
import {
  admit,
  airport,
  asking,
  DATE,
  hear,
  hearAll,
  market,
  offersOf,
  START_MS,
  timeZones,
} from './market.ts';

const trip = asking('LHR-JFK-LHR');

describe('the simulated suppliers', () => {
  it('are at least six, and each says in its name that it is simulated', () => {
    expect(PROFILES.length).toBeGreaterThanOrEqual(6);
    expect(PROFILES.every(({ name }) => name.endsWith(' (simulated)'))).toBe(true);
    expect(PROFILES.every(({ supplier_id }) => /^[a-z]+$/.test(supplier_id))).toBe(true);
    expect(market().map(({ supplier_id }) => supplier_id)).toEqual(
      PROFILES.map(({ supplier_id }) => supplier_id),
    );
  });

  it('answer the same criteria in the same way, in any world that is the same', async () => {
    expect(await hearAll(trip)).toEqual(await hearAll(trip));
  });

  it('answer in the same way whatever was asked before', async () => {
    const suppliers = market();
    for (const supplier of suppliers) await hear(supplier, asking('AMS-LON'));
    const later = market({ clock: instantClock(START_MS) });
    for (const supplier of later) await hear(supplier, trip);
    const [kestrel] = later;
    const [fresh] = market();
    if (kestrel === undefined || fresh === undefined) throw new Error('there is no supplier');
    expect(offersOf(await hear(kestrel, trip)).map(({ price }) => price)).toEqual(
      offersOf(await hear(fresh, trip)).map(({ price }) => price),
    );
  });

  it('ask other prices for another seed, for the same flights', async () => {
    const [one, other] = [await hearAll(trip), await hearAll(trip, { seed: 'other' })];
    expect(one).not.toEqual(other);
    const directs = (heard: typeof one): ReadonlySet<string> =>
      new Set(
        [...(heard.get('albatross')?.batches ?? [])]
          .flatMap(({ offers }) => offers)
          .map(({ slices }) => slices[0]?.segments ?? [])
          .filter(({ length }) => length === 1)
          .map(
            ([segment]) => `${segment?.marketing_carrier}${segment?.flight_number} ${segment?.departing_at}`,
          ),
      );
    const shared = [...directs(one)].filter((flight) => directs(other).has(flight));
    expect(shared.length).toBeGreaterThan(3);
  });

  it('sell in part the same itineraries, at different prices', async () => {
    const heard = await hearAll(trip);
    const [kestrel, meridian, albatross] = ['kestrel', 'meridian', 'albatross'].map((supplier) =>
      admit(heard.get(supplier) ?? { batches: [] }, trip),
    );
    const shared = [...(meridian?.itineraries.keys() ?? [])].filter(
      (id) => kestrel?.itineraries.has(id) === true || albatross?.itineraries.has(id) === true,
    );
    expect(shared.length).toBeGreaterThan(3);
    const priced = (offers: typeof kestrel, id: string): readonly string[] =>
      offers?.offers.filter(({ itinerary_id }) => itinerary_id === id).map(({ price }) => price.amount) ?? [];
    expect(
      shared.some((id) =>
        priced(meridian, id).some(
          (amount) => ![...priced(kestrel, id), ...priced(albatross, id)].includes(amount),
        ),
      ),
    ).toBe(true);
  });

  test.each([
    ['one way', asking('AMS-LON')],
    ['there and back', trip],
    [
      'in dollars for a family in business',
      asking('SIN-LHR', {
        cabin: 'business',
        currency: 'USD',
        passengers: { adults: 2, children_ages: [1, 7] },
      }),
    ],
    ['to several cities', asking('LON-PAR-ROM-BER')],
    ['in a currency without cents', asking('CGK-DPS', { currency: 'JPY' })],
    ['in a currency with three digits', asking('DEL-BOM', { currency: 'KWD' })],
  ])(
    'answer %s in the shape that was agreed on, without anything that is not let in',
    async (_way, criteria) => {
      let offers = 0;
      for (const heard of (await hearAll(criteria)).values()) {
        for (const batch of heard.batches) expect(parseSupplierBatch(batch)).toEqual(batch);
        expect(admit(heard, criteria).dropped).toEqual({});
        offers += admit(heard, criteria).offers.length;
      }
      expect(offers).toBeGreaterThan(10);
    },
  );

  it('sell today what has not left yet, and nothing else', async () => {
    const today = asking('AMS-LON', {}, new Date(START_MS).toISOString().slice(0, 10));
    const left: boolean[] = [];
    for (const heard of (await hearAll(today)).values()) {
      for (const { slices } of heard.batches.flatMap(({ offers }) => offers)) {
        const { origin = '', departing_at = '' } = slices[0]?.segments[0] ?? {};
        const [departsMs = 0] = timeZones.instantsOf(airport(origin).timeZone, departing_at);
        left.push(departsMs <= START_MS);
      }
    }
    expect(left.length).toBeGreaterThan(10);
    expect(left).not.toContain(true);
  });

  it('name each offer once, and say how much of the answer they have given', async () => {
    for (const { batches } of (await hearAll(trip)).values()) {
      const firsts = batches.flatMap(({ offers }) => offers).filter(({ revision }) => revision === undefined);
      expect(new Set(firsts.map(({ offer_id }) => offer_id)).size).toBe(firsts.length);
      const shares = batches.map(({ share = Number.NaN }) => share);
      expect(shares).toEqual(shares.toSorted((one, other) => one - other));
      expect(shares.at(-1) ?? 1).toBe(1);
    }
  });

  it('name the carriers that they sell and that fly', async () => {
    for (const { batches } of (await hearAll(trip)).values()) {
      const named = new Set<string>();
      for (const { carriers = {}, offers } of batches) {
        for (const code of Object.keys(carriers)) named.add(code);
        const segments = offers.flatMap(({ slices }) => slices.flatMap((slice) => slice.segments));
        for (const { marketing_carrier, operating_carrier = '' } of segments) {
          expect(named).toContain(marketing_carrier);
          expect(named).toContain(operating_carrier);
        }
      }
    }
  });

  it('let their offers expire in twenty to thirty minutes, and link to a place that is none', async () => {
    const heard = await hearAll(trip);
    for (const offer of [...heard.values()].flatMap(offersOf)) {
      const minutes = (Date.parse(offer.expires_at ?? '') - START_MS) / 60_000;
      expect(minutes).toBeGreaterThanOrEqual(20);
      // Suppliers look at the clock when they are asked; others have let it run by then.
      expect(minutes).toBeLessThanOrEqual(31);
      expect(offer.deep_link).toMatch(/^https:\/\/example\.com\//);
    }
  });

  it('re-price some offers and withdraw some while a search goes on', async () => {
    const seeds = ['a', 'b', 'c', 'd'];
    const answers = await Promise.all(seeds.map((seed) => hearAll(trip, { seed })));
    const batches = answers.flatMap((heard) => [...heard.values()].flatMap((one) => one.batches));
    const count = batches.reduce((sum, { offers }) => sum + offers.length, 0);
    const revised = batches.flatMap(({ offers }) => offers.filter(({ revision }) => revision === 2));
    const removed = batches.flatMap((batch) => batch.removed ?? []);
    expect(revised.length / count).toBeGreaterThan(0.005);
    expect(revised.length / count).toBeLessThan(0.04);
    expect(removed.length).toBeGreaterThan(0);
    expect(removed.length / count).toBeLessThan(0.02);
  });

  it('have nothing for a place that nobody knows', async () => {
    for (const { batches } of (await hearAll(asking('AMS-XQX'))).values()) expect(batches).toEqual([]);
  });

  it('find nothing where they sell nothing: lotus outside Asia, sovereign in economy', async () => {
    const heard = await hearAll(trip);
    expect([heard.get('lotus'), heard.get('sovereign')]).toEqual([{ batches: [] }, { batches: [] }]);
    expect((await hearAll(asking('CGK-DPS', {}, DATE))).get('lotus')?.batches).not.toEqual([]);
  });

  it('fail over a currency that they have no rate for', async () => {
    const [kestrel] = market();
    if (kestrel === undefined) throw new Error('there is no supplier');
    expect((await hear(kestrel, asking('AMS-LHR', { currency: 'XPF' }))).stop).toEqual({
      code: 'unsupported_currency',
      retryable: false,
    });
  });
});
