export const EVENT_NAMES = ['requested', 'processing', 'result', 'completed', 'reset', 'fault'] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/** An EventSource that nobody closes: it comes back until the server makes it stop. */
export interface OpenEventSource extends AsyncDisposable {
  /** The status of every answer that it has got. */
  readonly answers: readonly number[];
  /** Resolves when it has been given an event of this name. */
  given(name: EventName): Promise<void>;
  /** Resolves once it has stopped by itself, with all that it was given: position, name and data. */
  stopped(): Promise<readonly string[]>;
}

export type OpenEventSourceAt = (origin: string, path: string) => Promise<OpenEventSource>;
