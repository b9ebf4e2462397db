import { parseMessage } from './parse-message.ts';

/** Under the name of which API key a search was requested, by the payload of its `requested`. */
export const callerIn = (payload: string): string | undefined => {
  const message = parseMessage({ status: 'requested', payload });
  return message?.status === 'requested' ? message.payload.caller : undefined;
};
