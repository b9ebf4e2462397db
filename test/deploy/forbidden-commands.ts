import { newSearchId } from '../support/new-search-id.ts';
import type { RedisUser } from '../support/redis-users.ts';

const SEARCH = newSearchId();
export const RESULTS = `flight.search.results:${SEARCH}`;
export const REQUESTS = 'flight.search.requests';
export const GROUP = 'providers';
export const IDEMPOTENCY = 'flight.search.idempotency:abc';
export const ANSWER = 'flight.search.answer:kestrel:abc';
const BELL = `flight.search.bell:{${RESULTS}}`;
const REQUESTS_BELL = `flight.search.bell:{${REQUESTS}}`;
const DEADLINES = 'flight.search.deadlines:{7}';
const RATE = 'flight.search.rate:key:web';
const OTHERS = 'somebody.elses';
const [VIEWER, ENTRY] = ['v:1', '1-1'] as const;

type Command = readonly [string, ...string[]];

/** Commands, each behind a comma; a script is written as its key only, which is what it is judged by. */
const commands = (text: string): readonly Command[] =>
  text.split(',').map((command) => {
    const [name = '', ...args] = command.trim().split(' ');
    if (name === 'EVAL') return [name, 'return 1', '1', ...args];
    if (name === 'EVALSHA') return [name, 'a'.repeat(40), '1', ...args];
    return [name, ...args];
  });

const ofEach = (keys: readonly string[], text: (key: string) => string): readonly Command[] =>
  keys.flatMap((key) => commands(text(key)));

const ADMINISTRATION = commands(`
  FLUSHALL, FLUSHDB, SWAPDB 0 1, SHUTDOWN NOSAVE, SAVE, BGSAVE, BGREWRITEAOF, MONITOR, CONFIG GET *, CONFIG SET save x,
  CONFIG REWRITE, DEBUG SLEEP 0, MODULE LIST, DBSIZE, ACL WHOAMI, ACL LIST, ACL SETUSER ${OTHERS} on, ACL LOG, ACL LOAD,
  ACL DRYRUN default PING, CLIENT LIST, CLIENT PAUSE 1, CLIENT KILL ID 1, SLOWLOG GET, LATENCY RESET, COMMAND COUNT,
  REPLICAOF NO ONE, FAILOVER, CLUSTER RESET, PSYNC ? -1, MIGRATE h 1 k 0 1, WAIT 1 1, SCRIPT FLUSH, SCRIPT KILL,
  SCRIPT LOAD x, FUNCTION FLUSH, MULTI, WATCH ${RESULTS}, KEYS *, RANDOMKEY, PUBSUB CHANNELS, PSUBSCRIBE *`);

const OTHER_NAMES = commands(`
  XADD ${OTHERS} * a b, GET ${OTHERS}, SET ${OTHERS} a, EVAL ${OTHERS}, SUBSCRIBE ${OTHERS}, PUBLISH ${OTHERS} a`);

const DESTRUCTION = [
  ...ofEach(
    [RESULTS, REQUESTS, DEADLINES, IDEMPOTENCY, RATE, ANSWER],
    (key) => `
      DEL ${key}, UNLINK ${key}, PERSIST ${key}, EXPIREAT ${key} 1, RENAME ${key} ${OTHERS}, COPY ${key} ${OTHERS},
      RESTORE ${key} 0 x, MOVE ${key} 1, TYPE ${key}, OBJECT FREQ ${key}, SORT ${key}, DUMP ${key}`,
  ),
  ...ofEach(
    [RESULTS, REQUESTS],
    (key) => `
      XDEL ${key} ${ENTRY}, XTRIM ${key} MAXLEN 0, XSETID ${key} ${ENTRY}, XREAD STREAMS ${key} 0,
      XGROUP SETID ${key} ${GROUP} 0`,
  ),
  ...ofEach([DEADLINES, IDEMPOTENCY, ANSWER], (key) => `PEXPIRE ${key} 0`),
  ...commands(`
    XGROUP DESTROY ${REQUESTS} ${GROUP}, XRANGE ${REQUESTS} - +, XINFO STREAM ${REQUESTS}, ZREMRANGEBYRANK ${DEADLINES} 0 -1`),
];

/** What none of them may do. */
const NOBODY = [...ADMINISTRATION, ...OTHER_NAMES, ...DESTRUCTION];

const CLAIMS = commands(`
  XREADGROUP GROUP ${GROUP} me STREAMS ${REQUESTS} >, XAUTOCLAIM ${REQUESTS} ${GROUP} me 0 0,
  XCLAIM ${REQUESTS} ${GROUP} me 0 ${ENTRY}, XPENDING ${REQUESTS} ${GROUP}, XACK ${REQUESTS} ${GROUP} ${ENTRY},
  XGROUP CREATE ${REQUESTS} ${GROUP} 0 MKSTREAM, XGROUP DELCONSUMER ${REQUESTS} ${GROUP} me,
  XINFO CONSUMERS ${REQUESTS} ${GROUP}, SUBSCRIBE ${REQUESTS_BELL}`);
const ANSWERS = commands(`MGET ${ANSWER}, GET ${ANSWER}, SET ${ANSWER} a, EVAL ${ANSWER}`);
const KEYS = commands(`GET ${IDEMPOTENCY}, SET ${IDEMPOTENCY} a, EVAL ${IDEMPOTENCY}`);
const RATES = commands(`
  SET ${RATE} 0, INCRBY ${RATE} -9, PTTL ${RATE}, EXPIRE ${RATE} 1, EVAL ${RATE}`);
const VIEWINGS = commands(`
  XGROUP CREATE ${RESULTS} ${VIEWER} 0, XGROUP DESTROY ${RESULTS} ${VIEWER}, XINFO STREAM ${RESULTS}, XINFO GROUPS ${RESULTS},
  XREADGROUP GROUP ${VIEWER} me STREAMS ${RESULTS} >`);
const REQUESTING = commands(`
  XADD ${REQUESTS} * search_id a, PEXPIRE ${REQUESTS} 0, PUBLISH ${REQUESTS_BELL} 1, ZADD ${DEADLINES} 1 ${SEARCH}`);
const READING = commands(`
  XRANGE ${RESULTS} - +, XREVRANGE ${RESULTS} + -, XLEN ${RESULTS}, EXISTS ${RESULTS}, SUBSCRIBE ${BELL}`);
const CLOSING = commands(`
  ZSCORE ${DEADLINES} a, ZRANGEBYSCORE ${DEADLINES} 0 1, ZREM ${DEADLINES} a, PEXPIRE ${RESULTS} 0, SCAN 0, INFO, TIME`);
const SCRIPTS = ofEach([RESULTS, REQUESTS, DEADLINES], (key) => `EVAL ${key}, EVALSHA ${key}`);
const FORGETTING = commands(`
  XGROUP DELCONSUMER ${REQUESTS} ${GROUP} me, XINFO CONSUMERS ${REQUESTS} ${GROUP}, SUBSCRIBE ${REQUESTS_BELL}`);

export const FORBIDDEN: Readonly<Record<RedisUser, readonly Command[]>> = {
  gateway: [...NOBODY, ...CLAIMS, ...ANSWERS],
  provider: [...NOBODY, ...KEYS, ...RATES, ...VIEWINGS, ...REQUESTING],
  all: NOBODY,
  foreign: [
    NOBODY,
    [KEYS, RATES, ANSWERS, VIEWINGS].flat(),
    [REQUESTING, READING, CLOSING, SCRIPTS, FORGETTING].flat(),
  ].flat(),
};
