/** An airport, as far as a search has to know it. */
export interface Airport {
  /** IATA. */
  readonly code: string;
  readonly name: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  /** IANA. */
  readonly timeZone: string;
}

/** What a traveller can ask for by one code: an airport, or a city with all of its airports. */
export interface Place {
  readonly code: string;
  readonly type: 'airport' | 'city';
  readonly name: string;
  readonly city: string;
  readonly country: string;
  /** Of a city, the codes of its airports, the busiest first; of an airport, its own. */
  readonly airports: readonly string[];
}

/** Every airport with scheduled flights, and the metropolitan areas that have a code of their own. */
export interface Places {
  airport(code: string): Airport | undefined;
  /** What a code stands for: an airport, or all airports of a city, the busiest first; none where nobody knows it. */
  airportsOf(code: string): readonly Airport[];
  /** What somebody means who types this, the likeliest first, at most `limit`; accents and case do not matter. */
  find(text: string, limit: number): readonly Place[];
}
