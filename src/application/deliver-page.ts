import type { Journal } from '../domain/ports/journal.ts';
import { deliver, type Reading } from '../domain/search/delivery.ts';
import type { DeliveredEntry, Entry } from '../domain/search/message.ts';
import type { SearchId } from '../domain/search/search-id.ts';

/** What of a page goes to a reader, and where the reader stands then. */
export interface DeliveredPage {
  readonly entries: readonly DeliveredEntry[];
  readonly reading: Reading;
  /** `gap`: entries are missing; the reader starts again. `unknown`: the stream is no search's. */
  readonly outcome: 'delivered' | 'completed' | 'gap' | 'unknown';
}

/** The delivery rules over a page; what is dropped is told to the journal. */
export const deliverPage = (
  id: SearchId,
  from: Reading,
  page: readonly Entry[],
  journal: Journal,
): DeliveredPage => {
  const entries: DeliveredEntry[] = [];
  let reading = from;
  const upTo = (outcome: DeliveredPage['outcome']): DeliveredPage => {
    if (entries.length > 0) journal({ type: 'entries_delivered', count: entries.length });
    return { entries, reading, outcome };
  };
  for (const entry of page) {
    const delivery = deliver(id, reading, entry);
    if (delivery.type === 'reset') return upTo('gap');
    if (delivery.type === 'unknown') return upTo('unknown');
    const { position } = entry;
    if (delivery.wrongSeq) journal({ type: 'wrong_seq', id, position });
    if (delivery.type === 'drop') journal({ type: 'entry_dropped', id, position, reason: delivery.reason });
    else entries.push(delivery.entry);
    reading = delivery.next;
  }
  return upTo(reading.phase === 'completed' ? 'completed' : 'delivered');
};
