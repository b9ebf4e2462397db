/** What a log holds of an error. */
export interface ErrorFields {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  readonly cause?: ErrorFields | undefined;
}

/** Deeper than errors are wrapped, and an end to one that is its own cause. */
const MOST_CAUSES = 5;

/** Longer than any message of ours; a supplier may throw a whole answer. */
const MAX_CHARACTERS = 4_000;

const cut = (text: string): string =>
  text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;

/** Not everything that is thrown can be said. */
const textOf = (thrown: unknown): string => {
  try {
    return cut(String(thrown));
  } catch {
    return typeof thrown;
  }
};

/**
 * These fields and no others: a Redis client hangs the command that failed on its errors, with the ids of searches and
 * whole payloads in it.
 */
export const errorFields = (error: unknown, causes = MOST_CAUSES): ErrorFields => {
  if (!(error instanceof Error)) return { type: typeof error, message: textOf(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const hasCause = error.cause !== undefined && causes > 0;
  return {
    type: error.constructor.name,
    message: textOf(error.message),
    stack: error.stack === undefined ? undefined : textOf(error.stack),
    code,
    cause: hasCause ? errorFields(error.cause, causes - 1) : undefined,
  };
};
