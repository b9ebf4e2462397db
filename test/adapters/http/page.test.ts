import { readdir, readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { Gateway } from '../../support/gateway.ts';

const WEB = new URL('../../../web/', import.meta.url);
const modules = (await readdir(new URL('page/', WEB))).map((name) => `page/${name}`);

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

describe('the page', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start({ provides: false });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  /** A path as it is, which clients would tidy up. */
  const statusOf = async (path: string): Promise<string> => {
    const socket = connect({ port: gateway.port, host: '127.0.0.1' });
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    await once(socket, 'close');
    return text.slice('HTTP/1.1 '.length).slice(0, 3);
  };

  test.each(['index.html', 'page.js', 'page.css', ...modules])(
    'is served with %s, as what it is',
    async (file) => {
      const response = await gateway.get(file === 'index.html' ? '/' : `/${file}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Type')).toBe(TYPES[file.split('.').at(-1) ?? '']);
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(await response.text()).toBe(await readFile(new URL(file, WEB), 'utf8'));
    },
  );

  it('runs its own scripts and styles and no others, talks to its own host, and is framed by nobody', async () => {
    const policy = (await gateway.get('/')).headers.get('Content-Security-Policy')?.split(';') ?? [];
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy.join(';')).not.toMatch(/unsafe|\*|http/);
  });

  it('tells no other host where it came from', async () => {
    expect((await gateway.get('/')).headers.get('Referrer-Policy')).toBe('no-referrer');
  });

  test.each([
    '/page/../../package.json',
    '/page/..%2f..%2fpackage.json',
    '/page/%2e%2e/%2e%2e/package.json',
    '/page/....//package.js',
    '/../src/main.ts',
    '/page/..\\..\\package.json',
    '/page.js%00.css',
    '/page/',
    '/page',
    '/index.html',
    '/page/missing.js',
    '/.git/config',
    '//page.js',
  ])('leads to no other file, as with %s', async (path) => {
    expect(await statusOf(path)).toMatch(/^40[04]$/);
  });
});
