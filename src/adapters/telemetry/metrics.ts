import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Happening } from '../../domain/ports/journal.ts';

export interface Metrics {
  count(happening: Happening): void;
  /** In the text format of Prometheus. */
  exposition(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Counts what happens; `viewers` tells how many are watching just now. */
export const createMetrics = (viewers: () => number): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name: `flight_search_${name}`, help, labelNames, registers });

  const requested = counter('searches_requested_total', 'Searches that were created here');
  const refused = counter('requests_refused_total', 'Requests that were turned away, by why', ['why']);
  const claimed = counter('searches_claimed_total', 'Searches that were begun or taken over here', [
    'taken_over',
  ]);
  const completed = counter('searches_completed_total', 'Searches that were ended here', ['by']);
  const suppliers = counter('suppliers_ended_total', 'Suppliers that ended, by how', ['supplier', 'status']);
  const offersDropped = counter('offers_dropped_total', 'Offers that were not let in, by what is wrong', [
    'supplier',
    'fault',
  ]);
  const delivered = counter('entries_delivered_total', 'Entries that went to readers');
  const dropped = counter('entries_dropped_total', 'Entries that no reader was given', ['reason']);
  const wrongSeq = counter('entries_wrong_seq_total', 'Entries whose number was not the next one');
  const requestsDropped = counter('requests_dropped_total', 'Requests that no provider can work on');
  const strays = counter('strays_removed_total', 'Keys that looked like those of searches, and were none');
  const resets = counter('viewer_resets_total', 'Viewers that were told to start again');
  const faults = counter('viewer_faults_total', 'Viewers whose search could not be followed to its end', [
    'code',
  ]);
  const reached = counter('store_reached_total', 'Times a link to the store came up');
  const unavailable = counter('store_unavailable_total', 'Times the store could not be reached', ['during']);
  const crashes = counter('crashes_total', 'Mistakes in the product or in a supplier', ['in']);
  const watching = new Gauge({
    name: 'flight_search_viewers',
    help: 'Viewers that are watching now',
    registers,
  });

  const count = (happening: Happening): void => {
    switch (happening.type) {
      case 'search_requested':
        return requested.inc();
      case 'request_refused':
        return refused.inc({ why: happening.why });
      case 'search_claimed':
        return claimed.inc({ taken_over: String(happening.takenOver) });
      case 'search_completed':
        return completed.inc({ by: happening.by });
      case 'supplier_ended':
        return suppliers.inc({ supplier: happening.supplier, status: happening.status });
      case 'offers_dropped':
        return Object.entries(happening.faults).forEach(([fault, times]) =>
          offersDropped.inc({ supplier: happening.supplier, fault }, times),
        );
      case 'entries_delivered':
        return delivered.inc(happening.count);
      case 'entry_dropped':
        return dropped.inc({ reason: happening.reason });
      case 'wrong_seq':
        return wrongSeq.inc();
      case 'request_dropped':
        return requestsDropped.inc();
      case 'strays_removed':
        return strays.inc(happening.count);
      case 'viewer_reset':
        return resets.inc();
      case 'viewer_faulted':
        return faults.inc({ code: happening.code });
      case 'store_reached':
        return reached.inc();
      case 'store_unavailable':
        return unavailable.inc({ during: happening.during });
      case 'supplier_crashed':
        return crashes.inc({ in: 'supplier' });
      case 'run_crashed':
        return crashes.inc({ in: 'run' });
      case 'close_crashed':
        return crashes.inc({ in: 'close' });
    }
  };

  return {
    count,
    exposition: async () => {
      watching.set(viewers());
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
};
