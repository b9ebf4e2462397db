import type { z } from 'zod';
import type { CriteriaFault } from '../../domain/flights/criteria/criteria-fault.ts';

/** What zod found wrong, in the words of the contract. Needs `reportInput`, to tell what is missing from what is wrong. */
export const shapeFaults = ({ issues }: z.ZodError): readonly CriteriaFault[] => issues.flatMap(faultsOf);

const faultsOf = (issue: z.core.$ZodIssue): readonly CriteriaFault[] => {
  const pointer = pointerOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: `${pointer}${pointerOf([key])}`,
      code: 'unknown_field',
      message: 'There is no such field.',
    }));
  }
  if (issue.input === undefined) return [{ pointer, code: 'required', message: 'This field is required.' }];
  const message = issue.code === 'invalid_type' ? `Expected: ${issue.expected}.` : issue.message;
  return [{ pointer, code: 'invalid_format', message }];
};

/** RFC 6901. */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
