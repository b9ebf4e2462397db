/** By what Node and Koa tell errors apart, whatever was thrown. */
export interface ErrorMarks {
  readonly code?: unknown;
  readonly status?: unknown;
}

export const marksOf = (error: unknown): ErrorMarks =>
  typeof error === 'object' && error !== null ? error : {};
