import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OfferSplitter } from '../../../../src/adapters/suppliers/duffel/offer-splitter.ts';

it('finds the same offers wherever an answer is cut into parts', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { maxLength: 6 }),
      fc.dictionary(
        fc.string().filter((key) => key !== 'offers' && !/^\d/.test(key) && key !== '__proto__'),
        fc.jsonValue(),
      ),
      fc.constantFrom(undefined, 1, '\t'),
      fc.array(fc.nat({ max: 40 }), { maxLength: 40 }),
      (offers, others, indent, cuts) => {
        const text = JSON.stringify(
          { data: { ...others, offers, last: 1 }, meta: others },
          undefined,
          indent,
        );
        const splitter = new OfferSplitter();
        const found: string[] = [];
        let at = 0;
        for (const cut of [...cuts, text.length]) {
          found.push(...splitter.push(text.slice(at, at + cut)));
          at += cut;
        }
        expect(found.map((offer): unknown => JSON.parse(offer))).toEqual(JSON.parse(JSON.stringify(offers)));
        expect(JSON.parse(splitter.rest)).toEqual(
          JSON.parse(JSON.stringify({ data: { ...others, offers: [], last: 1 }, meta: others })),
        );
      },
    ),
  );
});

it('keeps any text that is no such answer', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const splitter = new OfferSplitter();
      expect(splitter.push(text)).toEqual([]);
      expect(splitter.rest).toBe(text);
    }),
  );
});
