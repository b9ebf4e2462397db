const NO_SUCH_NAME = /^connected to sentinel (\S+) successfully, but got an invalid reply/;
const NOT_ASKED = /^failed to connect to sentinel (\S+) because (.*)/s;
/** What the client says last, when it has said all of the above of each Sentinel. */
const SUMMARY = /^All sentinels are unreachable/;
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
  return line;
};

/** What keeps a link from being up, for whoever runs the product; undefined where that was said before. */
export const linkTrouble = (error: Error): string | undefined => {
  const words = wordsOf(error);
  if (SUMMARY.test(words)) return undefined;
  const [, ignorant] = NO_SUCH_NAME.exec(words) ?? [];
  if (ignorant !== undefined) return `the Sentinel at ${ignorant} knows no primary of that name`;
  const [, silent, why = ''] = NOT_ASKED.exec(words) ?? [];
  if (silent !== undefined) return `the Sentinel at ${silent} cannot be asked: ${inPlainWords(why)}`;
  return inPlainWords(words);
};
