import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findProgram } from './find-program.ts';
import { freePort } from './free-port.ts';

export interface RedisServer {
  readonly url: string;
  readonly port: number;
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
const processIdAt = async (port: number): Promise<number | undefined> => {
  const socket = createConnection({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    socket.write('INFO server\r\n');
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

const isServedBy = async (child: ChildProcess, port: number): Promise<boolean> => {
  for (let connects = 0; connects < MAX_CONNECTS && !hasEnded(child); connects += 1) {
    const processId = await processIdAt(port);
    if (processId !== undefined) return processId === child.pid;
    await setTimeout(CONNECT_AGAIN_MS);
  }
  return false;
};

const end = async (child: ChildProcess): Promise<void> => {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

/** Starts a Redis of its own, empty, on the loopback interface, that keeps nothing. */
export const startRedisServer = async (options: RedisServerOptions = {}): Promise<RedisServer> => {
  const program = findProgram({
    variable: 'REDIS_SERVER_BIN',
    names: ['redis-server', 'valkey-server'],
    debianPackage: 'redis-server',
  });
  const folder = await mkdtemp(join(tmpdir(), 'flight-search-redis-'));
  const settings = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--daemonize', 'no'];
  for (let starts = 0; starts < MAX_STARTS; starts += 1) {
    const port = options.port ?? (await freePort());
    const args = ['--port', String(port), '--dir', folder, ...settings, ...(options.args ?? [])];
    const child = spawn(program, args, { stdio: 'ignore' });
    await once(child, 'spawn');
    if (await isServedBy(child, port)) {
      const stop = async () => {
        await end(child);
        await rm(folder, { recursive: true, force: true });
      };
      return { url: `redis://127.0.0.1:${port}`, port, stop };
    }
    await end(child);
  }
  await rm(folder, { recursive: true, force: true });
  throw new Error(`${program} did not start.`);
};
