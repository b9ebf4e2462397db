/** What the rules for criteria have to know of the world. */
export interface CriteriaWorld {
  readonly places: KnownPlaces;
  readonly timeZones: LocalTimes;
  /** In milliseconds since the epoch. */
  readonly nowMs: number;
}

export interface KnownPlaces {
  /** The airports that a code stands for; none where nobody knows it. */
  airportsOf(code: string): readonly KnownAirport[];
}

export interface KnownAirport {
  readonly code: string;
  /** IANA. */
  readonly timeZone: string;
}

export interface LocalTimes {
  /** What a clock in this zone shows, `YYYY-MM-DDTHH:MM`. */
  localMinute(timeZone: string, atMs: number): string;
}
