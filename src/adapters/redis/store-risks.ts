import { infoField } from './info-field.ts';

/** What may be lost, and the settings of Redis with which it is not. */
export interface StoreRisk {
  readonly risk: string;
  readonly instead: string;
}

/**
 * What the settings of a Redis risk, by what `INFO` says: a user with few rights may not ask for the settings themselves.
 * Of what it does not say nothing is claimed.
 */
export const storeRisks = (info: string, hasSentinels: boolean): readonly StoreRisk[] => {
  const risks: StoreRisk[] = [];
  const policy = infoField(info, 'maxmemory_policy') ?? 'noeviction';
  if (policy !== 'noeviction') {
    risks.push({
      risk: `when its memory is full, Redis removes searches that are under way (maxmemory-policy ${policy})`,
      instead: 'maxmemory-policy noeviction',
    });
  }
  if (infoField(info, 'aof_enabled') === '0') {
    risks.push({
      risk: 'when Redis starts again, the searches it held are lost (appendonly no)',
      instead: 'appendonly yes, and appendfsync everysec',
    });
  }
  const hasReplicas = Number(infoField(info, 'connected_slaves') ?? 0) > 0;
  // It is said only where replicas are required.
  const requiresReplicas = infoField(info, 'min_slaves_good_slaves') !== undefined;
  if ((hasReplicas || hasSentinels) && !requiresReplicas) {
    risks.push({
      risk: 'a primary that is cut off goes on taking what a failover then loses (min-replicas-to-write 0)',
      instead: 'min-replicas-to-write 1, and min-replicas-max-lag 10',
    });
  }
  return risks;
};
