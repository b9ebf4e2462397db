import { Ajv2020 } from 'ajv/dist/2020.js';
import { readSchema } from './from-schema.ts';
import type { HttpAnswer, HttpRequest } from './http-client.ts';

const isProblem = new Ajv2020({ validateFormats: false, strict: false }).compile(readSchema('problem'));

/** What of the inside no answer shows. */
const INSIDE = /node_modules|\.[jt]s:\d|\bat \w+ \(/;

/** What is wrong with an answer, whatever was asked; undefined where it is as it should be. */
export const whatsWrong = (
  { method }: HttpRequest,
  { status, headers, rawHeaders, text }: HttpAnswer,
): string | undefined => {
  if (status < 200 || status >= 500) return 'its status';
  if (rawHeaders.some((value) => !/^[\t\x20-\x7e]*$/.test(value))) return 'a header';
  if (status < 400 || method === 'HEAD') return undefined;
  if (headers['content-type'] !== 'application/problem+json') return 'its type';
  const problem: unknown = JSON.parse(text);
  if (!isProblem(problem)) return JSON.stringify(isProblem.errors);
  const isOneStatus =
    typeof problem === 'object' && problem !== null && 'status' in problem && problem.status === status;
  if (!isOneStatus) return 'its two statuses';
  return INSIDE.test(text) ? 'what it tells of the inside' : undefined;
};
