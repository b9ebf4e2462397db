/** Inside of the array of offers, in the `data` of the answer. */
const OFFERS_DEPTH = 3;
const OFFERS_KEY = /"offers"\s{0,20}:\s{0,20}$/;
const KEY_TAIL = 64;
const QUOTE = 0x22;
const ESCAPE = 0x5c;

/**
 * Takes the offers out of an answer while it comes in: none of thousands waits for the last one, and no more than one is
 * read at a time. It looks only at quotes and brackets; whether it is JSON shows when the parts are read.
 */
export class OfferSplitter {
  #rest = '';
  #offer = '';
  #depth = 0;
  #inOffers = false;
  #inString = false;
  #isEscaped = false;

  /** The answer without the offers that were taken out of it. */
  get rest(): string {
    return this.#rest;
  }

  /** The texts of the offers that end in this part of the answer. */
  push(text: string): readonly string[] {
    const offers: string[] = [];
    let from = 0;
    const keepUntil = (to: number): void => {
      if (this.#inOffers) this.#offer += text.slice(from, to);
      else this.#rest += text.slice(from, to);
      from = to;
    };
    const endOffer = (at: number): void => {
      keepUntil(at);
      if (this.#offer.trim() !== '') offers.push(this.#offer);
      this.#offer = '';
    };
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      if (this.#inString) {
        at = this.#readString(text, at);
      } else if (sign === '"') {
        this.#inString = true;
      } else if (sign === '{' || sign === '[') {
        this.#depth += 1;
        if (sign === '{' || this.#inOffers || this.#depth !== OFFERS_DEPTH) continue;
        keepUntil(at);
        if (!OFFERS_KEY.test(this.#rest.slice(-KEY_TAIL))) continue;
        keepUntil(at + 1);
        this.#inOffers = true;
      } else if (sign === '}' || sign === ']') {
        this.#depth -= 1;
        if (!this.#inOffers || this.#depth >= OFFERS_DEPTH) continue;
        endOffer(at);
        this.#inOffers = false;
      } else if (sign === ',' && this.#inOffers && this.#depth === OFFERS_DEPTH) {
        endOffer(at);
        from = at + 1;
      }
    }
    keepUntil(text.length);
    return offers;
  }

  /** Reads on in a string, as far as its end or its next escape, and says where that is. */
  #readString(text: string, from: number): number {
    if (this.#isEscaped) {
      this.#isEscaped = false;
      return from;
    }
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code !== QUOTE && code !== ESCAPE) continue;
      this.#inString = code === ESCAPE;
      this.#isEscaped = code === ESCAPE;
      return at;
    }
    return text.length;
  }
}
