import { keyedStream, suggestName, type ConfigPath, type Op, type OpStep } from '@augmix/core';
import type { AugMixTrace } from '../augmix-trace.js';
import { readList, readRecord, readShare, traceError } from './read-trace.js';

// Weights written with fewer digits than float32 has are still weights.
const sumTolerance = 1e-3;

/** Checks a trace that was read from JSON, down to the arguments of each op. */
export function parseAugMixTrace(value: unknown, ops: ReadonlyMap<string, Op>): AugMixTrace {
  const trace = readRecord(value, [], ['weights', 'mix', 'chains']);
  const weights = readList(trace['weights'], ['weights']).map((weight, i) =>
    readShare(weight, ['weights', i]),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (Math.abs(sum - 1) > sumTolerance) {
    throw traceError(trace['weights'], ['weights'], `weights that sum to 1, not ${sum}`);
  }
  const mix = readShare(trace['mix'], ['mix']);
  const chains = readList(trace['chains'], ['chains']);
  if (chains.length !== weights.length) {
    throw traceError(chains, ['chains'], `one chain per weight, ${weights.length} in all`);
  }
  return { weights, mix, chains: chains.map((chain, index) => parseChain(chain, ['chains', index], ops)) };
}

function parseChain(value: unknown, path: ConfigPath, ops: ReadonlyMap<string, Op>): OpStep[] {
  return readList(value, path).map((step, index) => {
    const place = [...path, index];
    const { op: name, args } = readRecord(step, place, ['op', 'args']);
    const op = typeof name === 'string' ? ops.get(name) : undefined;
    if (!op)
      throw traceError(name, [...place, 'op'], 'the name of an op', suggestName(String(name), ops.keys()));
    return { op: op.name, args: parseArgs(args, [...place, 'args'], op) };
  });
}

// Args have no schema; what the op itself draws shows their fields and types.
function parseArgs(value: unknown, path: ConfigPath, op: Op): unknown {
  const size = { width: 32, height: 32 };
  const drawn: unknown = op.fromSeverity!(keyedStream({ seed: 0, purpose: 'view' }), 1, size);
  if (typeof drawn !== 'object' || drawn === null) return value;
  const args = readRecord(value, path, Object.keys(drawn));
  for (const [key, example] of Object.entries(drawn)) {
    const kind = kindOf(example);
    if (kindOf(args[key]) !== kind) throw traceError(args[key], [...path, key], kind);
  }
  return args;
}

// A fill is one number or one per channel, so numbers and lists of numbers pass for each other.
function kindOf(value: unknown): string {
  const items = Array.isArray(value) && value.length > 0 ? (value as unknown[]) : [value];
  if (items.every((item) => typeof item === 'number' && Number.isFinite(item))) return 'a finite number';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
