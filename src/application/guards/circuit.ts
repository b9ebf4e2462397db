/** So many failures in a row are no coincidence. */
export const MAX_FAILURES = 5;
/** How long a supplier that fails is left in peace: about as long as a search lasts. */
export const OPEN_MS = 30_000;

/** What an asking says about its supplier. `unknown`: nothing, such as one that was broken off. */
export type Verdict = 'well' | 'ill' | 'unknown';

/** Of the time since the circuit last opened or closed. */
export type Era = number;

/**
 * Closed, it lets everybody in. After so many failures in a row it opens, and lets nobody in for a while; then one, to try,
 * and the others again as soon as that one was well.
 */
export class Circuit {
  #era: Era = 0;
  #failures = 0;
  /** Undefined: it is closed. */
  #openUntilMs: number | undefined;

  /** Undefined: not now. */
  enter(nowMs: number): Era | undefined {
    if (this.#openUntilMs === undefined) return this.#era;
    if (nowMs < this.#openUntilMs) return undefined;
    // While one tries the others stay out, unless it never comes back.
    this.#openUntilMs = nowMs + OPEN_MS;
    this.#era += 1;
    return this.#era;
  }

  /** With what `enter` gave; whoever entered before the circuit last opened is not heard. */
  leave(era: Era, verdict: Verdict, nowMs: number): void {
    if (era !== this.#era) return;
    const isTrying = this.#openUntilMs !== undefined;
    switch (verdict) {
      case 'well':
        this.#failures = 0;
        this.#openUntilMs = undefined;
        return;
      case 'ill':
        this.#failures += 1;
        if (isTrying || this.#failures >= MAX_FAILURES) this.#open(nowMs);
        return;
      case 'unknown':
        if (isTrying) this.#openUntilMs = nowMs;
    }
  }

  #open(nowMs: number): void {
    this.#era += 1;
    this.#openUntilMs = nowMs + OPEN_MS;
  }
}
