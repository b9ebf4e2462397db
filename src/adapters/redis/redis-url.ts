export interface Host {
  readonly host: string;
  readonly port: number;
}

/** As whom to come in; nobody in particular where all of it is left out. */
export interface Credentials {
  readonly username?: string;
  readonly password?: string;
}

/** Who tells which server is the primary just now. */
export interface Sentinels {
  readonly hosts: readonly Host[];
  /** What they call the primary. */
  readonly name: string;
  readonly credentials: Credentials;
}

export interface RedisAddress {
  /** To Sentinels as well. */
  readonly tls: boolean;
  readonly credentials: Credentials;
  readonly db: number;
  readonly at: Host | Sentinels;
}

const PORT = 6_379;
const SENTINEL_PORT = 26_379;
/** More can be set in no configuration of Redis that makes sense. */
const DB = /^\d{1,4}$/;

/** By hand, since a URL has one host. As in a URL, a password may hold an `@`, and nothing else that has a meaning there. */
const SHAPE =
  /^(?<scheme>rediss?)(?<sentinel>\+sentinel)?:\/\/(?:(?<user>[^/?#]*)@)?(?<hosts>[^/?#@]+)(?:\/(?<path>[^?#]*))?(?:\?(?<query>[^#]*))?$/;
const HOST = /^(?:\[(?<ip6>[0-9a-f:.]+)\]|(?<name>[\w.-]+))(?::(?<port>\d{1,5}))?$/i;

/** Undefined where it is not percent-encoded as it should be. */
const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const hostOf = (text: string, byDefault: number): Host | undefined => {
  const { ip6, name, port } = HOST.exec(text)?.groups ?? {};
  const host = ip6 ?? name;
  const number = port === undefined ? byDefault : Number(port);
  return host === undefined || number < 1 || number > 65_535 ? undefined : { host, port: number };
};

/** A user without a password is one who needs none, and a server wants to hear one all the same. */
const credentialsOf = (user: string | undefined): Credentials | undefined => {
  if (user === undefined) return {};
  const colon = user.indexOf(':');
  const username = decoded(colon < 0 ? user : user.slice(0, colon));
  const password = decoded(colon < 0 ? '' : user.slice(colon + 1));
  if (username === undefined || password === undefined) return undefined;
  if (username === '') return password === '' ? {} : { password };
  return { username, password };
};

/** No form of it knows a parameter twice, or any but these. */
const sentinelCredentialsOf = (query: string): Credentials | undefined => {
  const said = new Map<string, string>();
  for (const pair of query === '' ? [] : query.split('&')) {
    const [name = '', ...rest] = pair.split('=');
    const value = decoded(rest.join('='));
    if (!/^sentinel_(username|password)$/.test(name) || value === undefined || said.has(name))
      return undefined;
    said.set(name, value);
  }
  const username = said.get('sentinel_username');
  const password = said.get('sentinel_password');
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
  };
};

const sentinelsOf = (hosts: string, path: string, query: string) => {
  const [name, db = '0', ...more] = path.split('/').map(decoded);
  const credentials = sentinelCredentialsOf(query);
  const found = hosts.split(',').flatMap((text) => hostOf(text, SENTINEL_PORT) ?? []);
  if (name === undefined || name === '' || credentials === undefined) return undefined;
  if (more.length > 0 || !DB.test(db) || found.length < hosts.split(',').length) return undefined;
  return { db: Number(db), at: { hosts: found, name, credentials } };
};

const serverOf = (hosts: string, path: string, query: string) => {
  const at = hostOf(hosts, PORT);
  const db = path === '' ? '0' : path;
  return at === undefined || !DB.test(db) || query !== '' ? undefined : { db: Number(db), at };
};

/** Where `REDIS_URL` leads; undefined if it has none of the forms that it may have. */
export const parseRedisUrl = (text: string): RedisAddress | undefined => {
  const { scheme, sentinel, user, hosts = '', path = '', query = '' } = SHAPE.exec(text)?.groups ?? {};
  if (scheme === undefined) return undefined;
  const credentials = credentialsOf(user);
  const found = (sentinel === undefined ? serverOf : sentinelsOf)(hosts, path, query);
  if (credentials === undefined || found === undefined) return undefined;
  return { tls: scheme === 'rediss', credentials, ...found };
};

export const isRedisUrl = (text: string): boolean => parseRedisUrl(text) !== undefined;
