import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './find-program.ts';

export interface Certificates {
  /** The file of a CA that nobody trusts by default. */
  readonly ca: string;
  /** The files of a server on the loopback interface, signed by that CA. */
  readonly certificate: string;
  readonly key: string;
  remove(): Promise<void>;
}

const run = promisify(execFile);

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const DAYS = ['-days', '2'];

/** A CA of its own, and a certificate of it for this machine. */
export const makeCertificates = async (): Promise<Certificates> => {
  const openssl = findProgram({ variable: 'OPENSSL_BIN', names: ['openssl'], debianPackage: 'openssl' });
  const folder = await mkdtemp(join(tmpdir(), 'flight-search-tls-'));
  const at = (name: string): string => join(folder, name);
  const [ca, caKey, certificate, key] = [at('ca.pem'), at('ca.key'), at('server.pem'), at('server.key')];
  await run(openssl, [
    'req',
    '-x509',
    ...NEW_KEY,
    ...DAYS,
    '-keyout',
    caKey,
    '-out',
    ca,
    '-subj',
    '/CN=A private CA',
  ]);
  const request = at('server.csr');
  await run(openssl, ['req', ...NEW_KEY, '-keyout', key, '-out', request, '-subj', '/CN=redis']);
  const names = at('names.cnf');
  await writeFile(names, 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  await run(openssl, [
    'x509',
    '-req',
    ...DAYS,
    '-in',
    request,
    '-CA',
    ca,
    '-CAkey',
    caKey,
    '-CAcreateserial',
    '-extfile',
    names,
    '-out',
    certificate,
  ]);
  return { ca, certificate, key, remove: () => rm(folder, { recursive: true, force: true }) };
};

/** How a Redis or a Sentinel serves a port by TLS, and asks nobody for a certificate. */
export const tlsSettings = (port: number, { ca, certificate, key }: Certificates) => ({
  'tls-port': String(port),
  'tls-cert-file': certificate,
  'tls-key-file': key,
  'tls-ca-cert-file': ca,
  'tls-auth-clients': 'no',
});
