import { faultCount } from '../domain/flights/offers/count-faults.ts';
import type { OfferFaults } from '../domain/flights/offers/offer-found.ts';
import type { Found } from '../domain/flights/view/result-found.ts';
import type { SupplierStop } from '../domain/ports/supplier.ts';
import type { SupplierAnswer } from './ask-supplier.ts';

/** It answered, and all of it was dropped. */
const UNUSABLE: SupplierStop = { code: 'unusable_answer', retryable: false };

type End = Pick<Found, 'supplier_status' | 'error'>;

/** How a supplier has ended that gave so many offers; undefined where nobody wants to know any more. */
export const supplierEnd = (
  answer: SupplierAnswer,
  offers: number,
  dropped: OfferFaults,
): End | undefined => {
  switch (answer.type) {
    case 'answered': {
      if (offers > 0) return { supplier_status: 'succeeded' };
      return faultCount(dropped) > 0 ? stoppedBy(UNUSABLE) : { supplier_status: 'empty' };
    }
    case 'timed_out':
      return { supplier_status: 'timed_out' };
    case 'failed':
      return stoppedBy(answer.error);
    case 'stopped':
      return undefined;
  }
};

const stoppedBy = ({ code, retryable, skipped }: SupplierStop): End => ({
  supplier_status: skipped === true ? 'skipped' : 'failed',
  error: { code, retryable },
});
