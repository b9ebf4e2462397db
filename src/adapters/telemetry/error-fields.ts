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

/**
 * These fields and no others: a Redis client hangs the command that failed on its errors, with the ids of searches and
 * whole payloads in it.
 */
export const errorFields = (error: unknown, causes = MOST_CAUSES): ErrorFields => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const hasCause = error.cause !== undefined && causes > 0;
  return {
    type: error.constructor.name,
    message: error.message,
    stack: error.stack,
    code,
    cause: hasCause ? errorFields(error.cause, causes - 1) : undefined,
  };
};
