import { err, ok, type Result } from 'neverthrow';
import { z } from 'zod';
import type { PageRequest } from '../../application/page-search.ts';
import { parsePlace } from '../../domain/flights/pages/page-place.ts';
import { SORTS } from '../../domain/flights/pages/ranking.ts';

export interface PageParameterFault {
  readonly parameter: string;
  readonly message: string;
}

/** As they come with a URL: an array where one is given more than once. */
export type UrlParameters = Readonly<Record<string, string | string[] | undefined>>;

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
/** More than there are in any search. */
const MAX_LISTED = 100;
/** No name is told in full that is longer than any that is known, nor are more faults than anybody makes by mistake. */
const MAX_NAME = 64;
const MAX_FAULTS = 20;

const text = z.string({ error: 'This parameter is given more than once.' });

const whole = (least: number, most: number, unit: string) => {
  const error = `Expected: ${unit}, a whole number from ${least} to ${most}.`;
  return text
    .regex(/^(?:0|[1-9]\d{0,5})$/, { error })
    .transform(Number)
    .refine((number) => number >= least && number <= most, { error })
    .exactOptional();
};

const list = (item: string, expected: string) =>
  text
    .regex(new RegExp(`^${item}(?:,${item}){0,${MAX_LISTED - 1}}$`), {
      error: `Expected: ${expected}, with commas between them, at most ${MAX_LISTED}.`,
    })
    .transform((codes) => codes.split(','))
    .exactOptional();

const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const hours = text
  .regex(new RegExp(`^${TIME}-${TIME}$`), { error: 'Expected: two local times, such as 06:00-12:00.' })
  .transform((window) => {
    const [from = '', to = ''] = window.split('-');
    return { from, to };
  })
  .exactOptional();

const place = text
  .transform((next, context) => {
    const parsed = parsePlace(next);
    if (parsed !== undefined) return parsed;
    context.addIssue('Expected: what links.next of the page before says.');
    return z.NEVER;
  })
  .exactOptional();

const parameters = z.strictObject({
  sort: z.enum(SORTS, { error: `Expected: one of ${SORTS.join(', ')}.` }).default('best'),
  limit: whole(1, MAX_LIMIT, 'rows').default(DEFAULT_LIMIT),
  max_stops: whole(0, 8, 'stops'),
  max_price: text
    .regex(/^\d{1,12}(?:\.\d{1,3})?$/, { error: 'Expected: a decimal number, such as 250 or 249.90.' })
    .exactOptional(),
  max_duration: whole(1, 100_000, 'minutes'),
  max_layover: whole(0, 100_000, 'minutes'),
  carriers: list('[A-Z0-9]{2}', 'two-letter codes of carriers'),
  airports: list('[A-Z]{3}', 'three-letter codes of airports'),
  suppliers: list('[A-Za-z0-9][A-Za-z0-9_.-]{0,63}', 'ids of suppliers'),
  min_bags: whole(0, 9, 'bags'),
  refundable: z
    .literal('true', { error: 'Expected: true, or nothing where it does not matter.' })
    .transform(() => true as const)
    .exactOptional(),
  next: place,
  depart_1: hours,
  depart_2: hours,
  depart_3: hours,
  depart_4: hours,
  depart_5: hours,
  depart_6: hours,
  arrive_1: hours,
  arrive_2: hours,
  arrive_3: hours,
  arrive_4: hours,
  arrive_5: hours,
  arrive_6: hours,
});

/** One that is empty is as good as none. All faults are told at once. */
export const parsePageParameters = (
  given: UrlParameters,
): Result<PageRequest, readonly PageParameterFault[]> => {
  const parsed = parameters.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
  );
  if (!parsed.success) return err(parsed.error.issues.flatMap(faultsOf).slice(0, MAX_FAULTS));
  const { sort, limit, next, max_price, ...filters } = parsed.data;
  return ok({
    sort,
    limit,
    filters: filtersOf(filters),
    ...(max_price !== undefined && { max_price }),
    ...(next !== undefined && { next }),
  });
};

type Given = Omit<z.output<typeof parameters>, 'sort' | 'limit' | 'next' | 'max_price'>;

const filtersOf = ({
  depart_1,
  depart_2,
  depart_3,
  depart_4,
  depart_5,
  depart_6,
  arrive_1,
  arrive_2,
  arrive_3,
  arrive_4,
  arrive_5,
  arrive_6,
  ...others
}: Given): PageRequest['filters'] => ({
  ...others,
  departures: [depart_1, depart_2, depart_3, depart_4, depart_5, depart_6],
  arrivals: [arrive_1, arrive_2, arrive_3, arrive_4, arrive_5, arrive_6],
});

const faultsOf = (issue: z.core.$ZodIssue): readonly PageParameterFault[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((name) => ({
        parameter: name.slice(0, MAX_NAME),
        message: 'This parameter is not known here.',
      }))
    : [{ parameter: String(issue.path[0]), message: issue.message }];
