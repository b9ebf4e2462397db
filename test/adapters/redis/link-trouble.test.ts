import { describe, expect, it } from '@jest/globals';
import { linkTrouble } from '../../../src/adapters/redis/link-trouble.ts';

const SENTINEL = '10.0.0.7:26379';
const UNTRUSTED = 'self-signed certificate in certificate chain';

describe('the trouble of a link', () => {
  it.each([
    ['what the system says', 'connect ECONNREFUSED 127.0.0.1:6379', 'connect ECONNREFUSED 127.0.0.1:6379'],
    [
      'a name that a Sentinel does not know',
      `connected to sentinel ${SENTINEL} successfully, but got an invalid reply: null`,
      `the Sentinel at ${SENTINEL} knows no primary of that name`,
    ],
    [
      'a Sentinel that is not there',
      `failed to connect to sentinel ${SENTINEL} because connect ECONNREFUSED ${SENTINEL}`,
      `the Sentinel at ${SENTINEL} cannot be asked: connect ECONNREFUSED ${SENTINEL}`,
    ],
    [
      'a CA that nobody here trusts, and what would',
      UNTRUSTED,
      `${UNTRUSTED}: NODE_EXTRA_CA_CERTS names a file with the CA to trust`,
    ],
    [
      'the same at a Sentinel',
      `failed to connect to sentinel ${SENTINEL} because ${UNTRUSTED}`,
      `the Sentinel at ${SENTINEL} cannot be asked: ${UNTRUSTED}: NODE_EXTRA_CA_CERTS names a file with the CA to trust`,
    ],
    [
      'a server that speaks no TLS',
      'write EPROTO 00E8F2:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl/record.c:354:\n',
      'it does not speak TLS, as rediss asks for',
    ],
  ])('is %s, on one line', (_what, said, told) => {
    expect(linkTrouble(new Error(said))).toBe(told);
  });

  it('is that of every address of a host', () => {
    const refused = ['::1', '127.0.0.1'].map((host) => new Error(`connect ECONNREFUSED ${host}:6379`));
    expect(linkTrouble(new AggregateError(refused))).toBe(
      'connect ECONNREFUSED ::1:6379, connect ECONNREFUSED 127.0.0.1:6379',
    );
  });

  it.each([
    'All sentinels are unreachable and retry is disabled. Last error: Connection is closed.',
    `failed to connect to sentinel ${SENTINEL} because Connection is closed.`,
  ])('is not "%s", which tells nobody why', (summary) => {
    expect(linkTrouble(new Error(summary))).toBeUndefined();
  });
});
