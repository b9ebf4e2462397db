export const CRITERIA_FAULT_CODES = [
  'required',
  'invalid_format',
  'unknown_field',
  'unknown_location',
  'same_origin_destination',
  'date_in_past',
  'date_too_far',
  'dates_not_chronological',
  'too_many_slices',
  'too_many_passengers',
  'infants_exceed_adults',
  'invalid_age',
  'conflicting_filters',
  'unsupported_currency',
] as const;
export type CriteriaFaultCode = (typeof CRITERIA_FAULT_CODES)[number];

/** One thing that is wrong with what a traveller asks for. */
export interface CriteriaFault {
  /** A JSON pointer (RFC 6901) into the criteria, such as `/slices/0/origin`; empty for the whole of them. */
  readonly pointer: string;
  readonly code: CriteriaFaultCode;
  /** For people. */
  readonly message: string;
}

export const faultAt = (pointer: string, code: CriteriaFaultCode, message: string): CriteriaFault => ({
  pointer,
  code,
  message,
});
