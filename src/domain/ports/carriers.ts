export interface Carrier {
  /** IATA. */
  readonly code: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** IATA codes of the airports that it connects at, or flies from, the largest first. */
  readonly hubs: readonly string[];
  readonly type: 'full_service' | 'low_cost';
  readonly alliance?: 'oneworld' | 'skyteam' | 'star_alliance';
}

/** The carriers whose names are known here; suppliers may name others. */
export interface Carriers {
  readonly all: readonly Carrier[];
  carrier(code: string): Carrier | undefined;
}
