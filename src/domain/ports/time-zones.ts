/** What clocks show where. Zones are IANA's; one that there is not is a mistake of the caller, and thrown. */
export interface TimeZones {
  /**
   * The instants, in milliseconds since the epoch and in order, at which a clock in this zone shows this `YYYY-MM-DDTHH:MM`:
   * none in the hour that spring skips or on a day that there is not, two in the hour that autumn repeats.
   */
  instantsOf(timeZone: string, localMinute: string): readonly number[];
  /** What a clock in this zone shows, `YYYY-MM-DDTHH:MM`. */
  localMinute(timeZone: string, atMs: number): string;
}
