import type { SupplierRequest } from '../../domain/ports/supplier.ts';

/** What is asked, when some of the time for the answer has gone by since it came. */
export const withTimeLeft = (request: SupplierRequest, cameAtMs: number, nowMs: number): SupplierRequest => ({
  ...request,
  timeout_ms: Math.max(0, request.timeout_ms - (nowMs - cameAtMs)),
});
