import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findRedisServer } from './find-redis-server.ts';
import { freePort } from './free-port.ts';
import { OPERATOR_LOGIN, REPLICA_LOGIN, type TestUser, testUsers, urlAs } from './redis-users.ts';

export interface RedisServer {
  /** For the test itself: as the operator, who may do anything. */
  readonly url: string;
  readonly port: number;
  /** As one of the users of `deploy/redis`; at another port where a proxy stands in between. */
  urlOf(user: TestUser, port?: number): string;
  /** Ends this very process at once, as a power cut does; what it wrote to its folder stays. */
  crash(): Promise<void>;
  /** Starts it again, at its port and in its folder, after it has crashed. */
  restart(): Promise<void>;
  /** Ends this very process, and removes what it wrote. */
  stop(): Promise<void>;
}

export interface RedisServerOptions {
  /** For a server that comes back in the place of one that was stopped. */
  readonly port?: number;
  readonly args?: readonly string[];
}

/** A port that was free may be taken before the server binds it. */
const MAX_STARTS = 5;
const MAX_CONNECTS = 250;
const CONNECT_AGAIN_MS = 20;

/** The id of the process that serves a port; undefined if none does yet. */
const processIdAt = async (port: number, login: string): Promise<number | undefined> => {
  const socket = createConnection({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    socket.write(`${login}INFO server\r\n`);
    let reply = '';
    for await (const chunk of socket) {
      reply += String(chunk);
      const [, processId] = /process_id:(\d+)\r\n/.exec(reply) ?? [];
      if (processId !== undefined) return Number(processId);
    }
    return undefined;
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
};

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Whether it is this process that serves a port, as soon as one does, for whoever logs in so, if that is needed. */
export const isServedBy = async (child: ChildProcess, port: number, login = ''): Promise<boolean> => {
  for (let connects = 0; connects < MAX_CONNECTS && !hasEnded(child); connects += 1) {
    const processId = await processIdAt(port, login);
    if (processId !== undefined) return processId === child.pid;
    await setTimeout(CONNECT_AGAIN_MS);
  }
  return false;
};

export const end = async (child: ChildProcess): Promise<void> => {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

const SETTINGS = [
  '--bind',
  '127.0.0.1',
  '--save',
  '',
  '--appendonly',
  'no',
  '--daemonize',
  'no',
  ...REPLICA_LOGIN,
];

/** The process that serves a port, or undefined where another one was quicker to take it. */
const launch = async (
  program: string,
  folder: string,
  port: number,
  options: readonly string[],
): Promise<ChildProcess | undefined> => {
  const args = ['--port', String(port), '--dir', folder, ...SETTINGS, ...options];
  const child = spawn(program, args, { stdio: 'ignore' });
  await once(child, 'spawn');
  if (await isServedBy(child, port, OPERATOR_LOGIN)) return child;
  await end(child);
  return undefined;
};

/** Starts a Redis of its own, empty, on the loopback interface, that keeps nothing unless it is told to. */
export const startRedisServer = async (options: RedisServerOptions = {}): Promise<RedisServer> => {
  const program = findRedisServer();
  const folder = await mkdtemp(join(tmpdir(), 'flight-search-redis-'));
  const users = join(folder, 'users.acl');
  await writeFile(users, testUsers());
  const args = ['--aclfile', users, ...(options.args ?? [])];
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  for (let starts = 0; starts < MAX_STARTS; starts += 1) {
    const port = options.port ?? (await freePort());
    let child = await launch(program, folder, port, args);
    if (child === undefined) continue;
    const crash = async () => {
      if (child !== undefined) await end(child);
    };
    return {
      url: urlAs('operator', port),
      port,
      urlOf: (user, at = port) => urlAs(user, at),
      crash,
      restart: async () => {
        child = await launch(program, folder, port, args);
        if (child === undefined) throw new Error(`${program} did not come back at ${port}.`);
      },
      stop: async () => {
        await crash();
        await removeFolder();
      },
    };
  }
  await removeFolder();
  throw new Error(`${program} did not start.`);
};
