import type { SupplierStop } from '../../domain/ports/supplier.ts';

/** It could not be asked, or its answer broke off. */
export const UNREACHABLE: SupplierStop = { code: 'unreachable', retryable: true };
/** What it said is no batch. */
export const UNREADABLE_ANSWER: SupplierStop = { code: 'unreadable_answer', retryable: false };
export const ANSWER_TOO_LARGE: SupplierStop = { code: 'answer_too_large', retryable: false };
/** It threw something that says no code. */
export const SUPPLIER_CRASHED: SupplierStop = { code: 'supplier_crashed', retryable: false };
