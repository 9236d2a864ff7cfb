import { suggestName } from '@augmix/core';
import { findPolicyOp, policyOps, withoutLevel, type PolicyOp } from '../policy-op.js';
import type { Magnitudes, PolicyEntry, SubPolicy } from '../sub-policy.js';

/** Why sub-policies cannot be run, and where. */
export interface PolicyProblem {
  path: [subPolicy: number, entry: number, field: number];
  found: unknown;
  expected: string;
}

function nameProblem(name: string): string | undefined {
  if (findPolicyOp(name)) return undefined;
  return `the name of an op; ${suggestName(name, policyOps)}`;
}

function levelProblem(
  op: PolicyOp,
  level: number | null | undefined,
  magnitudes: Magnitudes,
): string | undefined {
  if (withoutLevel.has(op)) return undefined;
  if (magnitudes === 'fast-autoaugment') {
    return typeof level === 'number' && level >= 0 && level <= 1 ? undefined : 'a magnitude from 0 to 1';
  }
  if (op === 'cutout')
    return 'an op that AutoAugment has magnitudes for; "fast-autoaugment" has them for cutout';
  const isLevel = Number.isInteger(level) && level! >= 0 && level! <= 9;
  return isLevel
    ? undefined
    : 'a whole magnitude from 0 to 9 (from 0 to 1 with magnitudes: fast-autoaugment)';
}

/** The field of an entry that is wrong, and what it should be. */
function entryProblem(
  [name, probability, level]: PolicyEntry,
  magnitudes: Magnitudes,
): [field: number, expected: string] | undefined {
  const wrongName = nameProblem(name);
  if (wrongName !== undefined) return [0, wrongName];
  if (!(probability >= 0 && probability <= 1)) return [1, 'a probability from 0 to 1'];
  const op = findPolicyOp(name)!;
  const wrongLevel = levelProblem(op, level, magnitudes);
  if (wrongLevel === undefined) return undefined;
  return [op === 'cutout' && magnitudes === 'autoaugment' ? 0 : 2, wrongLevel];
}

/** The first problem of sub-policies whose entries have the right shape. */
export function policyProblem(
  subPolicies: readonly SubPolicy[],
  magnitudes: Magnitudes,
): PolicyProblem | undefined {
  for (const [index, subPolicy] of subPolicies.entries()) {
    for (const [place, entry] of subPolicy.entries()) {
      const problem = entryProblem(entry, magnitudes);
      if (!problem) continue;
      const [field, expected] = problem;
      return { path: [index, place, field], found: entry[field], expected };
    }
  }
  return undefined;
}
