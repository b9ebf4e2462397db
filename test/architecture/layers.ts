/** What the files of one layer may import: folders of `src`, and packages. What is not listed is forbidden. */
export interface Layer {
  readonly name: string;
  readonly files: RegExp;
  readonly folders: readonly RegExp[];
  readonly packages: readonly RegExp[];
}

const NEVERTHROW = /^neverthrow$/;
const NODE = /^node:/;
/** An import with a computed name, of which nobody can say what it loads. */
const COMPUTED = /^\?$/;
const DOMAIN = /^domain\//;
const APPLICATION = /^application\//;
/** Shared technology, which no port owns. */
const REDIS = /^adapters\/redis\//;
/** What the world is like, which the rules about flights are given. */
const GEOGRAPHY = /^domain\/ports\/(places|carriers|time-zones)\.ts$/;
const WIRE = /^adapters\/wire\//;

/** The first layer whose pattern a path matches is its layer; a file that is in none is a violation. */
const LAYERS: readonly Layer[] = [
  {
    name: 'the finite stream, which would serve any finite job',
    files: /^domain\/search\//,
    folders: [/^domain\/search\//],
    packages: [NEVERTHROW],
  },
  {
    name: 'flights',
    files: /^domain\/flights\//,
    folders: [/^domain\/(search|flights)\//, GEOGRAPHY],
    packages: [NEVERTHROW],
  },
  { name: 'domain', files: DOMAIN, folders: [DOMAIN], packages: [NEVERTHROW] },
  { name: 'application', files: APPLICATION, folders: [DOMAIN, APPLICATION], packages: [NEVERTHROW] },
  {
    name: 'the one file that knows koa-sse-stream',
    files: /^adapters\/http\/sse-channel\.ts$/,
    folders: [DOMAIN, APPLICATION, /^adapters\/http\//],
    packages: [NEVERTHROW, NODE, /^koa$/, /^koa-sse-stream$/],
  },
  {
    name: 'http',
    files: /^adapters\/http\//,
    folders: [DOMAIN, APPLICATION, WIRE, /^adapters\/http\//],
    packages: [NEVERTHROW, NODE, /^koa$/, /^@koa\//, /^koa-helmet$/],
  },
  { name: 'wire', files: WIRE, folders: [DOMAIN, APPLICATION, WIRE], packages: [NEVERTHROW, /^zod$/] },
  { name: 'Redis', files: REDIS, folders: [DOMAIN, REDIS], packages: [NEVERTHROW, NODE, /^ioredis$/] },
  {
    name: 'rate limits',
    files: /^adapters\/rate-limits\//,
    folders: [DOMAIN, REDIS],
    packages: [NEVERTHROW, NODE, /^ioredis$/, /^rate-limiter-flexible$/],
  },
  {
    name: 'a port on Redis',
    files: /^adapters\/[^/]+\/redis\//,
    folders: [DOMAIN, APPLICATION, REDIS, WIRE],
    packages: [NEVERTHROW, NODE, /^ioredis$/],
  },
  {
    // They load the modules that the settings name.
    name: 'suppliers',
    files: /^adapters\/suppliers\//,
    folders: [DOMAIN, APPLICATION, WIRE],
    packages: [NEVERTHROW, NODE, COMPUTED],
  },
  {
    name: 'time zones',
    files: /^adapters\/time-zones\//,
    folders: [DOMAIN],
    packages: [/^temporal-polyfill$/],
  },
  {
    name: 'telemetry',
    files: /^adapters\/telemetry\//,
    folders: [DOMAIN, APPLICATION],
    packages: [NEVERTHROW, NODE, /^pino$/, /^prom-client$/],
  },
  {
    name: 'search ids',
    files: /^adapters\/search-ids\//,
    folders: [DOMAIN],
    packages: [NODE, /^uuid$/],
  },
  {
    name: 'adapters',
    files: /^adapters\//,
    folders: [DOMAIN, APPLICATION, WIRE],
    packages: [NEVERTHROW, NODE],
  },
  {
    // A setting may have the values that what it sets can take.
    name: 'config',
    files: /^(config|setting-kinds)\.ts$/,
    folders: [DOMAIN, /^adapters\//, /^setting-kinds\.ts$/],
    packages: [NEVERTHROW, NODE, /^zod$/],
  },
  {
    name: 'composition',
    files: /^(container|tokens)\.ts$/,
    folders: [DOMAIN, APPLICATION, /^adapters\//, /^(config|tokens|suppliers|store-bindings)\.ts$/],
    // Of what is put together, the types of other packages have names here too.
    packages: [
      NEVERTHROW,
      NODE,
      /^inversify$/,
      /^reflect-metadata$/,
      /^koa$/,
      /^@koa\/router$/,
      /^pino$/,
      /^ioredis$/,
    ],
  },
  {
    name: 'the bindings of the store',
    files: /^store-bindings\.ts$/,
    folders: [/^adapters\//, /^tokens\.ts$/],
    packages: [NEVERTHROW],
  },
  {
    name: 'the suppliers of the settings',
    files: /^suppliers\.ts$/,
    folders: [DOMAIN, APPLICATION, /^adapters\/suppliers\//, /^config\.ts$/],
    packages: [NEVERTHROW],
  },
  {
    name: 'main',
    files: /^(main|greeting)\.ts$/,
    folders: [DOMAIN, APPLICATION, /^adapters\//, /^(config|tokens|container|greeting|suppliers)\.ts$/],
    packages: [NEVERTHROW, NODE, /^koa$/],
  },
];

export const layerOf = (path: string): Layer | undefined => LAYERS.find(({ files }) => files.test(path));

/**
 * The folder that an adapter may call its own: one technology of one port, or the whole of an adapter that has a
 * single technology. What lies directly in a port's folder is shared by that port's technologies.
 */
export const ownsImport = (path: string, target: string): boolean => {
  const [root, port, technology, file] = path.split('/');
  if (root !== 'adapters' || port === undefined || !target.startsWith(`adapters/${port}/`)) return false;
  const shared = target.split('/').length === 3;
  return shared || (file !== undefined && target.startsWith(`adapters/${port}/${technology}/`));
};

/** What knows flights: asking for them, and finding and folding them. All else in `application` delivers, and does not. */
export const FLIGHT_USE_CASES: readonly string[] = [
  'application/ask-supplier.ts',
  'application/ask-suppliers.ts',
  'application/collect-answer.ts',
  'application/flight-ending.ts',
  'application/page-search.ts',
  'application/request-once.ts',
  'application/request-search.ts',
  'application/run-search.ts',
  'application/snapshot-search.ts',
  'application/split-batch.ts',
  'application/supplier-end.ts',
];

/** Whatever stands before a supplier knows what it is asked. */
const GUARDS = /^application\/guards\//;

export const mayKnowFlights = (path: string): boolean => FLIGHT_USE_CASES.includes(path) || GUARDS.test(path);

export const MAY_READ_ENVIRONMENT: readonly string[] = ['config.ts', 'main.ts'];
export const PURE = /^(domain|application)\//;
export const MAX_LINES = 200;
/** Names that say nothing about what is in a file. */
export const EMPTY_NAME =
  /^(index|utils?|helpers?|common|shared|misc|types?|(.+[-.])?(impl|service|manager))$/;
