import { err, ok, type Result } from 'neverthrow';
import type { z } from 'zod';
import type { CriteriaFault } from '../../domain/flights/criteria/criteria-fault.ts';
import { criteriaFaults } from '../../domain/flights/criteria/criteria-rules.ts';
import type { CriteriaWorld } from '../../domain/flights/criteria/criteria-world.ts';
import type { CarrierFilter, Criteria } from '../../domain/flights/criteria/criteria.ts';
import { criteriaBody } from './criteria-body.ts';
import { criteriaParts } from './criteria-parts.ts';
import { shapeFaults } from './shape-faults.ts';

/** Of one answer: a body can hold more mistakes than anybody reads. */
const MAX_FAULTS = 50;

/**
 * The criteria that a body asks for, or everything that is wrong with it, in shape and by the rules. Equal ones have the same
 * JSON text, in whatever order the body said them, and whether or not it left out what goes without saying.
 */
export const parseCriteria = (
  body: unknown,
  world: CriteriaWorld,
): Result<Criteria, readonly CriteriaFault[]> => {
  const shape = criteriaBody.safeParse(body, { reportInput: true });
  const faults = [
    ...(shape.error === undefined ? [] : shapeFaults(shape.error)),
    ...criteriaFaults(criteriaParts.parse(body), world),
  ];
  if (shape.data === undefined || faults.length > 0) return err(faults.slice(0, MAX_FAULTS));
  return ok(criteriaOf(shape.data));
};

const criteriaOf = ({ carriers, ...others }: z.output<typeof criteriaBody>): Criteria => {
  const filter = carriers && carrierFilterOf(carriers);
  return filter === undefined ? others : { ...others, carriers: filter };
};

const carrierFilterOf = ({
  include,
  exclude,
}: NonNullable<z.output<typeof criteriaBody>['carriers']>): CarrierFilter | undefined => {
  if (include !== undefined) return { include };
  return exclude && { exclude };
};
