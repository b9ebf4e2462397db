/** Criteria of which some parts may be missing because their shape was wrong: the rules judge what is there. */
export interface CriteriaParts {
  readonly slices?: readonly SliceParts[] | undefined;
  readonly passengers?: PassengerParts | undefined;
  readonly max_stops?: number | undefined;
  readonly carriers?: CarrierParts | undefined;
  readonly currency?: string | undefined;
  readonly market?: string | undefined;
  readonly locale?: string | undefined;
  readonly timeout_ms?: number | undefined;
}

/** The windows of a slice are not here: whichever has the right shape is right. */
export interface SliceParts {
  readonly origin?: string | undefined;
  readonly destination?: string | undefined;
  readonly departure_date?: string | undefined;
}

export interface PassengerParts {
  readonly adults?: number | undefined;
  readonly children_ages?: readonly (number | undefined)[] | undefined;
}

/** Whatever is said for codes: only how many there are is judged by the rules. */
export interface CarrierParts {
  readonly include?: readonly unknown[] | undefined;
  readonly exclude?: readonly unknown[] | undefined;
}
