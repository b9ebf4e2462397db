import { problem } from '../../src/adapters/wire/problem.ts';

/** What a client is told of an error, and how. */
export const problemOf = async (response: Response) => {
  const text = await response.text();
  return {
    ...problem.parse(JSON.parse(text)),
    answered: response.status,
    contentType: response.headers.get('Content-Type'),
    text,
  };
};
