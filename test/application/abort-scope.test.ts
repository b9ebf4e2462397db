import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { abortScope } from '../../src/application/abort-scope.ts';

describe('a scope', () => {
  it('aborts with its parent, for the same reason, however deep it lies', () => {
    const parent = new AbortController();
    const scope = abortScope(abortScope(parent.signal).signal);
    expect(scope.signal.aborted).toBe(false);
    parent.abort();
    expect(scope.signal.reason).toBe(parent.signal.reason);
  });

  it('is aborted from the beginning where its parent is', () => {
    expect(abortScope(AbortSignal.abort('over')).signal.reason).toBe('over');
  });

  it('aborts by itself and when it is left, and leaves no listener at its parent', () => {
    const parent = new AbortController();
    const left = abortScope(parent.signal);
    left[Symbol.dispose]();
    const aborted = abortScope(parent.signal);
    aborted.abort();
    expect([left.signal.aborted, aborted.signal.aborted, parent.signal.aborted]).toEqual([true, true, false]);
    expect(getEventListeners(parent.signal, 'abort')).toEqual([]);
  });
});
