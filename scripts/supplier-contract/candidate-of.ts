import { err, ok, type Result } from 'neverthrow';
import { urlSupplier } from '../../src/adapters/suppliers/http/url-supplier.ts';
import { loadModule } from '../../src/adapters/suppliers/module/load-module.ts';
import { moduleSupplier } from '../../src/adapters/suppliers/module/module-supplier.ts';
import type { SupplierSource } from '../../src/adapters/suppliers/supplier-source.ts';
import type { Supplier } from '../../src/domain/ports/supplier.ts';
import { answerFaultWords } from './answer-fault-words.ts';
import type { Candidate } from './hear-supplier.ts';

/** A supplier of our own says only what can be read. */
export const candidateOfOurs =
  (supplier: Supplier): Candidate =>
  ({ onSaid }) => ({
    ...supplier,
    async *search(request, signal) {
      for await (const found of supplier.search(request, signal)) {
        if (found.isOk()) onSaid(found.value);
        yield found;
      }
    },
  });

/** What is to be put on trial, or one sentence that says why it cannot be. */
export const candidateOf = async (
  source: SupplierSource,
  ours: readonly Supplier[],
): Promise<Result<Candidate, string>> => {
  switch (source.type) {
    case 'url':
      return ok(({ onSaid, onFault }) =>
        urlSupplier(source, { onSaid, onFault: (fault) => onFault(answerFaultWords(fault)) }),
      );
    case 'module':
      return (await loadModule(source.path)).map(
        (module): Candidate =>
          ({ onSaid, onCrash }) =>
            moduleSupplier(source.supplier_id, module, {
              onSaid,
              journal: (happening) => {
                if (happening.type === 'supplier_crashed') onCrash(happening.error);
              },
            }),
      );
    case 'simulated': {
      const supplier = ours.find(({ supplier_id }) => supplier_id === source.supplier_id);
      return supplier === undefined ? err('there is no such supplier') : ok(candidateOfOurs(supplier));
    }
    case 'duffel':
      return err('duffel is asked over the network and for money: it is not checked here');
  }
};
