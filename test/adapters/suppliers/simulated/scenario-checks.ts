import { expect } from '@jest/globals';
import type { Criteria } from '../../../../src/domain/flights/criteria/criteria.ts';
import type { Segment } from '../../../../src/domain/flights/offers/offer.ts';
import { SEARCH_ID } from '../../../support/flight-messages.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { type Admitted, admit, admitAll, asking, type Heard, hearAll, market, offersOf } from './market.ts';

const heardOn = async (route: string, changed: Partial<Criteria> = {}): Promise<ReadonlyMap<string, Heard>> =>
  hearAll(asking(route, changed));

const supplier = (heard: ReadonlyMap<string, Heard>, id: string): Heard => {
  const found = heard.get(id);
  if (found === undefined) throw new Error(`nothing was heard of ${id}`);
  return found;
};

const segmentsOf = ({ itineraries }: Admitted): readonly Segment[] =>
  [...itineraries.values()].flatMap(({ slices }) => slices.flatMap(({ segments }) => segments));

/** Of time, between which suppliers look up what is flown. */
const STEP_MS = 100;

/** What a supplier says while so much time passes, by a clock that is moved. */
const hearFor = async (
  route: string,
  id: string,
  ms: number,
): Promise<{ heard: string[]; hasEnded: boolean }> => {
  const clock = new ManualClock();
  const controller = new AbortController();
  const asked = market({ clock }).find(({ supplier_id }) => supplier_id === id);
  if (asked === undefined) throw new Error(`there is no ${id}`);
  const heard: string[] = [];
  let hasEnded = false;
  const listening = (async () => {
    const request = { search_id: SEARCH_ID, criteria: asking(route), timeout_ms: 20_000 };
    for await (const batch of asked.search(request, controller.signal)) {
      heard.push(batch.isOk() ? 'batch' : batch.error.code);
    }
    hasEnded = !controller.signal.aborted;
  })();
  for (let passed = 0; passed < ms; passed += STEP_MS) await clock.advance(Math.min(STEP_MS, ms - passed));
  controller.abort();
  await listening;
  return { heard, hasEnded };
};

/** What is seen on a scenario route, by route. */
export const CHECKS: Readonly<Record<string, () => Promise<void>>> = {
  'PVD-RAI': async () => {
    for (const heard of (await heardOn('PVD-RAI')).values()) expect(heard.batches).toEqual([]);
  },
  'LHR-DXB': async () => {
    const { itineraries } = await admitAll(asking('LHR-DXB'));
    expect(itineraries.size).toBeGreaterThan(5);
    for (const { slices } of itineraries.values()) expect(slices[0]?.stops).toBeGreaterThan(0);
  },
  'BTS-MRU': async () => {
    const { offers } = await admitAll(asking('BTS-MRU', { cabin: 'business' }));
    const bags = offers.flatMap(({ baggage }) => (baggage === undefined ? [] : [baggage]));
    expect(bags.length).toBeGreaterThan(3);
    for (const bag of bags) expect(bag).toEqual({ carry_on: { quantity: 0 }, checked: { quantity: 0 } });
  },
  'STN-LHR': async () => {
    expect(await hearFor('STN-LHR', 'meridian', 60_000)).toEqual({ heard: [], hasEnded: false });
    expect((await hearFor('STN-LHR', 'kestrel', 60_000)).hasEnded).toBe(true);
  },
  'DXB-AMS': async () => {
    const found = await admitAll(asking('DXB-AMS', { max_stops: 0 }));
    expect(found.itineraries.size).toBeGreaterThan(1);
    for (const { technical_stops } of segmentsOf(found))
      expect(technical_stops).toMatchObject([{ airport: 'VIE' }]);
  },
  'OSL-LYR': async () => {
    const heard = await heardOn('OSL-LYR');
    const answered = [...heard].filter(([, { batches }]) => batches.length > 0).map(([id]) => id);
    expect(answered).toEqual(['meridian']);
  },
  'CDG-FCO': async () => {
    const { batches, stop } = supplier(await heardOn('CDG-FCO'), 'meridian');
    expect(batches).toHaveLength(1);
    expect(stop).toEqual({ code: 'upstream_error', retryable: true });
  },
  'FRA-IST': async () => {
    const heard = await heardOn('FRA-IST');
    const revised = offersOf(supplier(heard, 'albatross')).filter(({ revision }) => revision === 2);
    const firsts = offersOf(supplier(heard, 'albatross')).filter(({ revision }) => revision === undefined);
    expect(revised.length / firsts.length).toBeGreaterThan(0.3);
    for (const { offer_id, price } of revised) {
      const first = firsts.find((offer) => offer.offer_id === offer_id);
      const change = Number(price.amount) / Number(first?.price.amount);
      expect(Math.abs(change - 1)).toBeGreaterThan(0.02);
      expect(Math.abs(change - 1)).toBeLessThan(0.13);
    }
  },
  'MUC-ATH': async () => {
    const heard = supplier(await heardOn('MUC-ATH'), 'albatross');
    const removed = heard.batches.flatMap((batch) => batch.removed ?? []);
    expect(removed.length / offersOf(heard).length).toBeGreaterThan(0.2);
    const named = new Set<string>();
    for (const batch of heard.batches) {
      for (const id of batch.removed ?? []) expect(named).toContain(id);
      for (const { offer_id } of batch.offers) named.add(offer_id);
    }
  },
  'MAD-BCN': async () => {
    const criteria = asking('MAD-BCN');
    const heard = await hearAll(criteria);
    const ids = (id: string): readonly string[] =>
      [...admit(supplier(heard, id), criteria).itineraries.keys()].toSorted();
    expect(ids('meridian')).toEqual(ids('kestrel'));
    expect(ids('pelican')).toEqual(ids('albatross'));
    expect(ids('kestrel').every((id) => ids('albatross').includes(id))).toBe(true);
    const { offers, itineraries } = admit(supplier(heard, 'albatross'), criteria);
    expect(new Set(offers.map(({ seller }) => seller?.name)).size).toBe(3);
    expect(new Set(offers.map(({ offer_id }) => offer_id)).size).toBe(3 * itineraries.size);
  },
  'JFK-LAX': async () => {
    const heard = supplier(await heardOn('JFK-LAX'), 'albatross');
    const firsts = offersOf(heard).filter(({ revision }) => revision === undefined);
    expect(firsts).toHaveLength(5_000);
  },
  'SFO-SEA': async () => {
    expect((await hearFor('SFO-SEA', 'albatross', 16_900)).hasEnded).toBe(false);
    expect((await hearFor('SFO-SEA', 'albatross', 17_100)).hasEnded).toBe(true);
  },
  'ZRH-VIE': async () => {
    expect(await hearFor('ZRH-VIE', 'kestrel', 60_000)).toEqual({ heard: ['batch'], hasEnded: false });
  },
  'WAW-PRG': async () => {
    const criteria = asking('WAW-PRG');
    const { dropped, offers } = admit(supplier(await hearAll(criteria), 'albatross'), criteria);
    expect(offers.length).toBeGreaterThan(1);
    expect(Object.keys(dropped)).toEqual(
      expect.arrayContaining([
        'wrong_currency',
        'impossible_time',
        'impossible_connection',
        'unknown_airport',
        'wrong_date',
        'wrong_cabin',
        'expired',
      ]),
    );
  },
  'DUB-EDI': async () => {
    expect(supplier(await heardOn('DUB-EDI'), 'pelican')).toEqual({
      batches: [],
      stop: { code: 'rate_limited', retryable: true },
    });
  },
  'ARN-GOT': async () => {
    for (const { batches, stop } of (await heardOn('ARN-GOT')).values()) {
      expect(batches).toEqual([]);
      expect(stop?.code).toBe('upstream_error');
    }
  },
  'MAN-TFS': async () => {
    const spring = segmentsOf(await admitAll(asking('MAN-TFS', { max_stops: 0 }, '2031-03-30')));
    const ofNight = spring.map(({ departing_at }) => departing_at.slice(11)).filter((time) => time < '04:00');
    expect(ofNight.length).toBeGreaterThan(3);
    expect(ofNight.filter((time) => time >= '01:00' && time < '02:00')).toEqual([]);

    const autumn = segmentsOf(await admitAll(asking('MAN-TFS', { max_stops: 0 }, '2030-10-27')));
    const twice = autumn.filter(({ departing_at }) => /T01:/.test(departing_at));
    expect(twice.length).toBeGreaterThan(0);
    for (const { duration_minutes } of twice) expect(duration_minutes).toBe(spring[0]?.duration_minutes);
  },
  'AKL-HNL': async () => {
    const { itineraries } = await admitAll(asking('AKL-HNL', { max_stops: 0 }));
    expect(itineraries.size).toBeGreaterThan(0);
    for (const { slices } of itineraries.values()) expect(slices[0]?.day_offset).toBeLessThanOrEqual(0);
    expect([...itineraries.values()].some(({ slices }) => slices[0]?.day_offset === -1)).toBe(true);
  },
  'BRU-CDG': async () => {
    const segments = segmentsOf(await admitAll(asking('BRU-CDG', { max_stops: 0 })));
    expect(new Set(segments.map(({ mode }) => mode))).toEqual(new Set(['train']));
  },
  'ABE-EWR': async () => {
    const segments = segmentsOf(await admitAll(asking('ABE-EWR', { max_stops: 0 })));
    expect(new Set(segments.map(({ mode }) => mode))).toEqual(new Set(['bus']));
    expect(segments.every(({ aircraft }) => aircraft === undefined)).toBe(true);
  },
};
