import { describe, expect, it } from '@jest/globals';
import { readConfig, retentionOf } from '../src/config.ts';

const kept = (env: Readonly<Record<string, string>>) => retentionOf(readConfig(env)._unsafeUnwrap());

describe('how long searches are kept', () => {
  it('is as long once completed as before, unless they are to be deleted', () => {
    expect(kept({ RESULTS_TTL: '10m' })).toMatchObject({
      ttlMs: 600_000,
      completedTtlMs: 600_000,
      graceMs: undefined,
    });
  });

  it('is only the grace once completed, where they are to be deleted', () => {
    expect(kept({ CLEANUP: 'delete' })).toMatchObject({ completedTtlMs: 90_000, graceMs: 90_000 });
  });

  it('is until somebody has been given the end, where there is no grace', () => {
    expect(kept({ CLEANUP: 'delete', CLEANUP_GRACE: '0s' })).toMatchObject({
      completedTtlMs: undefined,
      graceMs: 0,
    });
  });

  it('is never more than from a late end on', () => {
    const { keptAtMostMs, ttlMs } = kept({ SEARCH_DEADLINE: '30s' });
    expect(keptAtMostMs).toBeGreaterThanOrEqual(ttlMs + 30_000);
  });
});
