import { describe, expect, it, test } from '@jest/globals';
import { err, ok } from 'neverthrow';
import {
  decide,
  type Refusal,
  SEARCH_LIMITS,
  type SearchCommand,
} from '../../../src/domain/search/decide.ts';
import type { SearchMessage } from '../../../src/domain/search/message.ts';
import { MAX_PAYLOAD_BYTES } from '../../../src/domain/search/payload.ts';
import { PHASES, type Phase, replay, type SearchSession } from '../../../src/domain/search/session.ts';

type CommandType = SearchCommand['type'];
const COMMANDS = [
  'request',
  'begin',
  'record',
  'complete',
  'close',
] as const satisfies readonly CommandType[];
const PAYLOAD = '{"price":1}';

const HISTORIES: Readonly<Record<Phase, readonly SearchMessage['status'][]>> = {
  unknown: [],
  requested: ['requested'],
  processing: ['requested', 'processing'],
  completed: ['requested', 'processing', 'completed'],
};
const sessionIn = (phase: Phase): SearchSession =>
  replay(HISTORIES[phase].map((status) => ({ status, payload: PAYLOAD })));

/** Everything that is allowed; what is not here is refused. */
const ALLOWED: Readonly<Partial<Record<`${Phase} ${CommandType}`, SearchMessage['status']>>> = {
  'unknown request': 'requested',
  'requested begin': 'processing',
  'requested close': 'completed',
  'processing record': 'result',
  'processing complete': 'completed',
  'processing close': 'completed',
};

const refusalOf = (phase: Phase, command: CommandType): Refusal['type'] => {
  if (command === 'request') return 'already_requested';
  if (phase === 'unknown') return 'unknown_search';
  if (phase === 'completed') return 'already_completed';
  return command === 'begin' ? 'already_processing' : 'not_processing';
};

const TABLE = PHASES.flatMap((phase) =>
  COMMANDS.map((command) => {
    const status = ALLOWED[`${phase} ${command}`];
    return { phase, command, status, outcome: status ?? `refused, ${refusalOf(phase, command)}` };
  }),
);

test.each(TABLE)('$command of a search that is $phase: $outcome', ({ phase, command, status }) => {
  expect(decide({ type: command, payload: PAYLOAD }, sessionIn(phase))).toEqual(
    status === undefined ? err({ type: refusalOf(phase, command) }) : ok([{ status, payload: PAYLOAD }]),
  );
});

test('the table holds every phase and every command, and allows six of the twenty', () => {
  expect(TABLE).toHaveLength(20);
  expect(TABLE.filter(({ status }) => status !== undefined)).toHaveLength(6);
});

const holding = (held: Partial<SearchSession>): SearchSession => ({
  phase: 'processing',
  messages: 2,
  bytes: 2,
  ...held,
});

describe('a search that is full', () => {
  const record = { type: 'record', payload: PAYLOAD } as const;

  it('takes results up to the last message but one', () => {
    const nearlyFull = holding({ messages: SEARCH_LIMITS.messages - 2 });
    expect(decide(record, nearlyFull)).toEqual(ok([{ status: 'result', payload: PAYLOAD }]));
    expect(decide(record, holding({ messages: SEARCH_LIMITS.messages - 1 }))).toEqual(err({ type: 'full' }));
  });

  it('takes results up to the last byte', () => {
    const room = SEARCH_LIMITS.bytes - PAYLOAD.length;
    expect(decide(record, holding({ bytes: room })).isOk()).toBe(true);
    expect(decide(record, holding({ bytes: room + 1 }))).toEqual(err({ type: 'full' }));
  });

  it('counts bytes of UTF-8, not characters', () => {
    const euro = { type: 'record', payload: '{"€":1}' } as const;
    const room = SEARCH_LIMITS.bytes - 9;
    expect(decide(euro, holding({ bytes: room })).isOk()).toBe(true);
    expect(decide(euro, holding({ bytes: room + 1 }))).toEqual(err({ type: 'full' }));
  });

  test.each(['complete', 'close'] as const)('can still be ended by %s', (type) => {
    const full = holding({ messages: SEARCH_LIMITS.messages - 1, bytes: SEARCH_LIMITS.bytes });
    expect(decide({ type, payload: PAYLOAD }, full)).toEqual(ok([{ status: 'completed', payload: PAYLOAD }]));
  });
});

describe('a payload that no reader would be given', () => {
  const unusable = {
    'an array': '[]',
    'no JSON': 'price: 1',
    'more than one line': '{\n}',
    'more than 64 KB': JSON.stringify({ text: 'x'.repeat(MAX_PAYLOAD_BYTES) }),
  };
  const allowed = TABLE.filter(({ status }) => status !== undefined);

  test.each(Object.entries(unusable))('is refused with every command: %s', (_what, payload) => {
    for (const { phase, command } of allowed) {
      expect(decide({ type: command, payload }, sessionIn(phase))).toEqual(err({ type: 'unusable_payload' }));
    }
  });

  it('does not hide that the command came out of turn', () => {
    expect(decide({ type: 'begin', payload: '[]' }, sessionIn('completed'))).toEqual(
      err({ type: 'already_completed' }),
    );
  });
});
