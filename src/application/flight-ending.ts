import { completion } from '../domain/flights/view/completion.ts';
import { foldMessages } from '../domain/flights/view/fold-messages.ts';
import { initialView, type SearchView } from '../domain/flights/view/search-view.ts';
import type { ParseMessage } from '../domain/ports/parse-message.ts';
import type { Ending } from './close-search.ts';

/** How a flight search is folded, and what it says when somebody closes it. */
export const flightEnding = (parseMessage: ParseMessage): Ending<SearchView> => ({
  initial: initialView,
  fold: (view, messages) =>
    foldMessages(
      view,
      messages.flatMap((message) => parseMessage(message) ?? []),
    ),
  closingPayload: ({ id, view }, closing, at) =>
    JSON.stringify(completion(view, closing, at) ?? { search_id: id, outcome: closing }),
});
