import { err, ok, okAsync } from 'neverthrow';
import type { Viewing } from '../../src/domain/ports/result-stream.ts';
import type { PromiseName } from './promises.ts';
import type { Sabotage } from './sabotage.ts';

const never = (): AbortSignal => new AbortController().signal;

/** A port of which some methods do something else. */
const changed = <Port extends object>(port: Port, parts: Partial<Port>): Port =>
  new Proxy(port, {
    get: (target, name): unknown => {
      const part: unknown = Reflect.get(name in parts ? parts : target, name);
      return typeof part === 'function' ? part.bind(name in parts ? parts : target) : part;
    },
  });

/** A viewing that makes something else of every page. */
const viewingBy = (next: (viewing: Viewing) => Viewing['next']): Sabotage => ({
  stream: (stream) =>
    changed(stream, {
      view: (id, after, signal) =>
        stream.view(id, after, signal).map((viewing) => changed(viewing, { next: next(viewing) })),
    }),
});

/** Products that lack one protection each, and the promise that breaks. */
export const SWITCHED_OFF: Readonly<Record<string, readonly [Sabotage, PromiseName]>> = {
  'nobody closes a search whose provider never comes': [
    { withoutClosers: true, withoutTimers: true, withoutProviders: true },
    'ends',
  ],
  'a viewing skips entries': [
    viewingBy(
      (viewing) => () =>
        viewing.next().map((page) => ({ ...page, entries: page.entries.filter(({ seq }) => seq !== 3) })),
    ),
    'lost',
  ],
  'a viewing gives a page again': [
    viewingBy(
      (viewing) => () =>
        viewing.next().map((page) => ({ ...page, entries: [...page.entries, ...page.entries] })),
    ),
    'twice',
  ],
  'a viewer is not told that it begins again': [
    {
      follow: (follow) => (id, after, signal) =>
        follow(id, after, signal).map((following) => {
          if (following.type === 'over') return following;
          const { steps } = following;
          const next = steps.next.bind(steps);
          steps.next = async () => {
            const step = await next();
            return step.done !== true && step.value.type === 'reset' ? next() : step;
          };
          return following;
        }),
    },
    'twice',
  ],
  'a writer appends wherever the log ends': [
    {
      stream: (stream, logs) =>
        changed(stream, {
          append: (id, tail, messages) =>
            stream.append(id, tail, messages).orElse((error) => {
              const log = logs.get(id);
              if (error.type !== 'conflict' || log === undefined) return stream.append(id, tail, messages);
              const position = log.lastPosition;
              return stream.append(id, { position, seq: log.entries.length }, messages);
            }),
        }),
    },
    'once',
  ],
  'bells are left behind': [
    {
      stream: (stream) =>
        changed(stream, {
          listen: (id) =>
            changed(stream.listen(id, never()), { [Symbol.asyncDispose]: async () => undefined }),
        }),
    },
    'nothingLeft',
  ],
  'requests are never settled': [
    {
      queue: (queue) =>
        changed(queue, {
          claim: (limit, signal) =>
            queue
              .claim(limit, signal)
              .map((claims) => claims.map((claim) => ({ ...claim, settle: () => okAsync() }))),
        }),
    },
    'nothingLeft',
  ],
  'some deadlines are never removed': [
    {
      deadlines: (deadlines) =>
        changed(deadlines, { remove: (id) => (id.endsWith('0') ? okAsync() : deadlines.remove(id)) }),
    },
    'nothingLeft',
  ],
  'suppliers are asked on': [
    {
      suppliers: (suppliers) =>
        suppliers.map((supplier) => ({
          ...supplier,
          search: (request) => supplier.search(request, never()),
        })),
    },
    'suppliers',
  ],
  'a key is forgotten at once': [
    { keys: (keys) => changed(keys, { hold: (_key, to) => okAsync(to) }) },
    'same',
  ],
  'a viewing is lost before its end': [
    viewingBy(
      (viewing) => () =>
        viewing
          .next()
          .andThen((page) =>
            page.entries.some(({ status }) => status === 'completed')
              ? err({ type: 'gone' as const })
              : ok(page),
          ),
    ),
    'seen',
  ],
};
