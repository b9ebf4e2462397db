import type { z } from 'zod';
import type { ParseMessage } from '../../domain/ports/parse-message.ts';
import { completed, processing, requested } from './messages.ts';
import { parseResult } from './parse-result.ts';

export const parseMessage: ParseMessage = ({ status, payload }) => {
  switch (status) {
    case 'requested': {
      const found = parse(requested, payload);
      return found && { status, payload: found };
    }
    case 'processing': {
      const found = parse(processing, payload);
      return found && { status, payload: found };
    }
    case 'result': {
      const found = parseResult(parseJson(payload));
      return found && { status, payload: found };
    }
    case 'completed':
      return { status, payload: parse(completed, payload) };
  }
};

const parse = <T>(schema: z.ZodType<T>, payload: string): T | undefined => {
  const json = parseJson(payload);
  return json === undefined ? undefined : schema.safeParse(json).data;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
