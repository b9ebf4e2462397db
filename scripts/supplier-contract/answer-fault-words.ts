import type { AnswerFault } from '../../src/adapters/suppliers/http/answer-fault.ts';
import { MAX_ANSWER_BYTES, MAX_LINE_BYTES } from '../../src/adapters/suppliers/http/read-lines.ts';

const MB = 1024 * 1024;

const fieldOf = (value: unknown, name: 'cause' | 'message' | 'code'): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** What `fetch` failed for is told by the cause of its error; some causes have a code and no message. */
const causeOf = (error: unknown): string => {
  const cause = fieldOf(error, 'cause') ?? error;
  return String(fieldOf(cause, 'message') || (fieldOf(cause, 'code') ?? cause));
};

/** Why the answer of a URL is none, or ended early, for whoever wrote what answers. */
export const answerFaultWords = (fault: AnswerFault): string => {
  switch (fault.type) {
    case 'no_connection':
      return `it could not be reached: ${causeOf(fault.error)}`;
    case 'status':
      return `it answered with the status ${fault.status}; expected 200, or 204 for nothing`;
    case 'content_type':
      return `it answered with ${fault.seen === null ? 'no Content-Type' : `Content-Type ${fault.seen}`}; expected application/x-ndjson`;
    case 'not_json':
      return `line ${fault.line} is not JSON; expected a whole batch on each line`;
    case 'no_newline':
      return `line ${fault.line} is the last one, and does not end with a newline`;
    case 'broken_off':
      return `the connection was closed in line ${fault.line}, before the answer was complete`;
    case 'too_large':
      return `it is larger than ${MAX_ANSWER_BYTES / MB} MB, or one of its lines than ${MAX_LINE_BYTES / MB} MB`;
  }
};
