import { plainReason } from './plain-reason.ts';

const NO_SUCH_NAME = /^connected to sentinel (\S+) successfully, but got an invalid reply/;
const NOT_ASKED = /^failed to connect to sentinel (\S+) because (.*)/s;
/** What the client says when it has asked all of them, and of each that it could not ask: neither tells why. */
const SAYS_NOTHING = /^All sentinels are unreachable|because Connection is closed\.$/;
const UNTRUSTED = /self[- ]signed certificate|unable to (verify the first|get (local )?issuer) certificate/;
const NO_TLS = /wrong version number|packet length too long/;

/** A host of several addresses has an error for each of them, and none of its own. */
const wordsOf = (error: Error): string =>
  error instanceof AggregateError && error.message === ''
    ? error.errors.map((each) => (each instanceof Error ? each.message : String(each))).join(', ')
    : error.message;

const inPlainWords = (words: string): string => {
  const [line = ''] = words.split('\n');
  if (UNTRUSTED.test(words)) return `${line}: NODE_EXTRA_CA_CERTS names a file with the CA to trust`;
  if (NO_TLS.test(words)) return 'it does not speak TLS, as rediss asks for';
  return plainReason(line);
};

/** As the client says it of a Sentinel, with the reason that it leaves out. */
export const sentinelTrouble = (host: string, port: number, { message }: Error): Error =>
  new Error(`failed to connect to sentinel ${host}:${port} because ${message}`);

/** What keeps a link from being up, for whoever runs the product; undefined where that is said elsewhere. */
export const linkTrouble = (error: Error): string | undefined => {
  const words = wordsOf(error);
  if (SAYS_NOTHING.test(words)) return undefined;
  const [, ignorant] = NO_SUCH_NAME.exec(words) ?? [];
  if (ignorant !== undefined) return `the Sentinel at ${ignorant} knows no primary of that name`;
  const [, silent, why = ''] = NOT_ASKED.exec(words) ?? [];
  if (silent !== undefined) return `the Sentinel at ${silent} cannot be asked: ${inPlainWords(why)}`;
  return inPlainWords(words);
};
