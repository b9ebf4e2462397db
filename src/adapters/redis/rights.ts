/** A command and its arguments. */
export type Try = readonly [string, ...string[]];

const RESULTS = 'flight.search.results:nobody';
const REQUESTS = 'flight.search.requests';
const DEADLINES = 'flight.search.deadlines:{0}';
const IDEMPOTENCY = 'flight.search.idempotency:nobody';
const RATE = 'flight.search.rate:nobody';
const ANSWER = 'flight.search.answer:nobody:nobody';
const GROUP = 'providers';
const NONE = '-';

const bellOf = (key: string): string => `flight.search.bell:{${key}}`;

const scripted = (...keys: readonly string[]): readonly Try[] =>
  keys.flatMap((key): readonly Try[] => [
    ['EVALSHA', '0'.repeat(40), '1', key],
    ['EVAL', 'return 1', '1', key],
  ]);

const CONNECTION: readonly Try[] = [['PING'], ['INFO', 'server'], ['TIME'], ['SCAN', '0', 'COUNT', '1']];

const SEARCHES: readonly Try[] = [
  ...scripted(RESULTS, REQUESTS, DEADLINES),
  ['XADD', RESULTS, 'NOMKSTREAM', '*', NONE, NONE],
  ['XRANGE', RESULTS, '-', '+', 'COUNT', '1'],
  ['XREVRANGE', RESULTS, '+', '-', 'COUNT', '1'],
  ['XLEN', RESULTS],
  ['EXISTS', RESULTS],
  ['PEXPIRE', RESULTS, '0'],
  ['PUBLISH', bellOf(RESULTS), '1'],
  ['ZSCORE', DEADLINES, NONE],
  ['ZRANGEBYSCORE', DEADLINES, '0', '0', 'LIMIT', '0', '1'],
  ['ZREM', DEADLINES, NONE],
];

const SERVING: readonly Try[] = [
  ...scripted(IDEMPOTENCY, RATE),
  ['XGROUP', 'CREATE', RESULTS, NONE, '0'],
  ['XGROUP', 'DESTROY', RESULTS, NONE],
  ['XREADGROUP', 'GROUP', NONE, NONE, 'STREAMS', RESULTS, '>'],
  ['XINFO', 'STREAM', RESULTS],
  ['XINFO', 'GROUPS', RESULTS],
  ['XADD', REQUESTS, 'NOMKSTREAM', '0-0', NONE, NONE],
  ['PEXPIRE', REQUESTS, NONE],
  ['PUBLISH', bellOf(REQUESTS), '1'],
  ['ZADD', DEADLINES, 'XX', '0', NONE],
  ['GET', IDEMPOTENCY],
  ['SET', IDEMPOTENCY, NONE, 'XX'],
  ['SET', RATE, NONE, 'XX'],
  ['INCRBY', RATE, NONE],
  ['PTTL', RATE],
  ['EXPIRE', RATE, '0'],
];

const PROVIDING: readonly Try[] = [
  ['XGROUP', 'CREATE', REQUESTS, GROUP, NONE],
  ['XGROUP', 'DELCONSUMER', REQUESTS, GROUP, NONE],
  ['XINFO', 'CONSUMERS', REQUESTS, GROUP],
  ['EXISTS', REQUESTS],
  ['XREADGROUP', 'GROUP', GROUP, NONE, 'STREAMS', REQUESTS, NONE],
  ['XAUTOCLAIM', REQUESTS, GROUP, NONE, NONE, '0'],
  ['XCLAIM', REQUESTS, GROUP, NONE, NONE, '0-0'],
  ['XPENDING', REQUESTS, GROUP],
  ['XACK', REQUESTS, GROUP, '0-0'],
  ['MGET', ANSWER],
  ['SET', ANSWER, NONE, 'XX'],
];

export type Role = 'all' | 'gateway' | 'provider';

/**
 * What a role cannot do without, as commands that change nothing: about what is not there, or with an argument that is
 * none. Redis looks at who asks before it looks at what is asked.
 */
export const TRIES: Readonly<Record<Role, readonly Try[]>> = {
  gateway: [...CONNECTION, ...SEARCHES, ...SERVING],
  provider: [...CONNECTION, ...SEARCHES, ...PROVIDING],
  all: [...CONNECTION, ...SEARCHES, ...SERVING, ...PROVIDING],
};

/** The bells that it listens to. */
export const BELLS: Readonly<Record<Role, readonly string[]>> = {
  gateway: [bellOf(RESULTS)],
  provider: [bellOf(RESULTS), bellOf(REQUESTS)],
  all: [bellOf(RESULTS), bellOf(REQUESTS)],
};
