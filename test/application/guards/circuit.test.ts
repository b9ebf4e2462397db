import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Circuit, MAX_FAILURES, OPEN_MS, type Verdict } from '../../../src/application/guards/circuit.ts';

const START_MS = Date.UTC(2030, 0, 1);
const verdicts = fc.constantFrom<Verdict>('well', 'ill', 'unknown');

const tryOnce = (circuit: Circuit, verdict: Verdict, nowMs: number): boolean => {
  const era = circuit.enter(nowMs);
  if (era !== undefined) circuit.leave(era, verdict, nowMs);
  return era !== undefined;
};
const opened = (): Circuit => {
  const circuit = new Circuit();
  for (let failures = 0; failures < MAX_FAILURES; failures += 1) tryOnce(circuit, 'ill', START_MS);
  return circuit;
};

describe('a circuit', () => {
  it('opens exactly when so many in a row have failed, whatever tells nothing', () => {
    fc.assert(
      fc.property(fc.array(verdicts, { maxLength: 60 }), (said) => {
        const circuit = new Circuit();
        let inARow = 0;
        for (const verdict of said) {
          expect(tryOnce(circuit, verdict, START_MS)).toBe(inARow < MAX_FAILURES);
          if (inARow === MAX_FAILURES) return;
          if (verdict === 'ill') inARow += 1;
          if (verdict === 'well') inARow = 0;
        }
      }),
    );
  });

  it('lets nobody in while it is open', () => {
    const circuit = opened();
    expect(circuit.enter(START_MS)).toBeUndefined();
    expect(circuit.enter(START_MS + OPEN_MS - 1)).toBeUndefined();
  });

  it('lets one in after a while, and the others when that one was well', () => {
    const circuit = opened();
    const triedAt = START_MS + OPEN_MS;
    const era = circuit.enter(triedAt);
    expect(era).toBeDefined();
    expect(circuit.enter(triedAt + 1)).toBeUndefined();
    circuit.leave(era ?? -1, 'well', triedAt + 2);
    expect(circuit.enter(triedAt + 2)).toBeDefined();
    expect(circuit.enter(triedAt + 2)).toBeDefined();
    expect(tryOnce(circuit, 'ill', triedAt + 3)).toBe(true);
    expect(circuit.enter(triedAt + 3)).toBeDefined();
  });

  it('opens again for as long when that one failed', () => {
    const circuit = opened();
    const triedAt = START_MS + OPEN_MS;
    expect(tryOnce(circuit, 'ill', triedAt)).toBe(true);
    expect(circuit.enter(triedAt + OPEN_MS - 1)).toBeUndefined();
    expect(circuit.enter(triedAt + OPEN_MS)).toBeDefined();
  });

  it('lets another one try at once when that one told nothing, and in time when it never came back', () => {
    const triedAt = START_MS + OPEN_MS;
    const told = opened();
    expect(tryOnce(told, 'unknown', triedAt)).toBe(true);
    expect(told.enter(triedAt)).toBeDefined();
    const lost = opened();
    lost.enter(triedAt);
    expect(lost.enter(triedAt + OPEN_MS)).toBeDefined();
  });

  it('does not hear those who came in before it opened', () => {
    const circuit = new Circuit();
    const early = circuit.enter(START_MS) ?? -1;
    for (let failures = 0; failures < MAX_FAILURES; failures += 1) tryOnce(circuit, 'ill', START_MS);
    circuit.leave(early, 'well', START_MS);
    expect(circuit.enter(START_MS)).toBeUndefined();
    circuit.leave(early, 'ill', START_MS + OPEN_MS - 1);
    expect(circuit.enter(START_MS + OPEN_MS)).toBeDefined();
  });
});
