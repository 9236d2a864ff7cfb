// Outputs equal the reference implementation's, bit for bit.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allowKernels } from '@augmix/kernels';
import { allAugmixOps, augmixOps } from '@augmix/ops';
import { augmix, cutout, numpyStream, type AugMixSettings } from '../src/index.js';
import { ChainRunner } from '../src/internal/chain-runner.js';
import { readGolden, sha256, testImage } from './fixtures.js';

const reference = readGolden('reference');
const golden = readGolden('mixing');
const normalizations = {
  half: { mean: [0.5], std: [0.5] },
  cifar: { mean: [0.4914, 0.4822, 0.4465], std: [0.2023, 0.1994, 0.201] },
};
const opsOf = (count: 9 | 13) => (count === 9 ? augmixOps() : allAugmixOps());

interface ReferenceCase {
  seed: number;
  severity: number;
  ops: 9 | 13;
  ws: number[];
  m: number;
  chains: [string, number | null, number | null][][];
  chain_sha256: string[];
  out_first8: number[];
  out_center: number[];
  out_sum: number;
  out_abs_sum: number;
}

describe.each(reference.cifarPath as ReferenceCase[])(
  'cifar.py, seed $seed, severity $severity, $ops ops',
  (run) => {
    const image = testImage(32);
    const ops = opsOf(run.ops);
    const mixing = augmix({ ops, severity: run.severity });
    const trace = mixing.sample(numpyStream(run.seed), image);

    test('draws', () => {
      expect(trace.weights).toEqual(run.ws);
      expect(trace.mix).toBe(run.m);
      const drawn = trace.chains.map((chain) => chain.map(({ op, args }) => [op, argumentOf(args)]));
      expect(drawn).toEqual(run.chains.map((chain) => chain.map(([op, , argument]) => [op, argument])));
    });

    test('chains', () => {
      const runner = new ChainRunner(new Map(ops.map((op) => [op.name, op])));
      const hashes = trace.chains.map((chain) => sha256(runner.run(image, chain).data));
      expect(hashes).toEqual(run.chain_sha256);
    });

    test('view', () => {
      const out = new Float32Array(image.data.length);
      mixing.render(image, trace, normalizations.half, out);
      expect([...out.slice(0, 8)]).toEqual(run.out_first8);
      const center = (16 * 32 + 16) * 3;
      expect([...out.slice(center, center + 3)]).toEqual(run.out_center);
      expect(out.reduce((sum, value) => sum + value, 0)).toBeCloseTo(run.out_sum, 9);
      expect(out.reduce((sum, value) => sum + Math.abs(value), 0)).toBeCloseTo(run.out_abs_sum, 9);
    });
  },
);

// The one argument that Pillow is called with; null where there is none.
function argumentOf(args: unknown): unknown {
  const { fill: _fill, interpolation: _interpolation, ...rest } = args as Record<string, unknown>;
  return Object.values(rest)[0] ?? null;
}

test.each(reference.numpyPath as { seed: number; first8: number[]; sum: number }[])(
  'augment_and_mix.py, seed $seed',
  ({ seed, first8, sum }) => {
    const image = testImage(32);
    const mixing = augmix({ ops: augmixOps() });
    const out = new Float64Array(image.data.length);
    mixing.renderFloat64(image, mixing.sample(numpyStream(seed), image), normalizations.cifar, out);
    expect([...out.slice(0, 8)]).toEqual(first8);
    expect(out.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 9);
  },
);

interface HashCase extends Omit<AugMixSettings, 'ops'> {
  seed: number;
  size: number;
  ops: 9 | 13;
  normalization: 'half' | 'cifar';
  sha256: string;
}

// [settings as text, hash], so that a failure shows which settings differ.
function hashes(cases: HashCase[], path: 'render' | 'renderFloat64'): [actual: string[], expected: string[]] {
  const named = cases.map(({ seed, size, ops, normalization, sha256: expected, ...settings }) => {
    const image = testImage(size);
    const mixing = augmix({ ops: opsOf(ops), ...settings });
    const trace = mixing.sample(numpyStream(seed), image);
    const out = path === 'render' ? new Float32Array(image.data.length) : new Float64Array(image.data.length);
    mixing[path](image, trace, normalizations[normalization], out as never);
    const name = JSON.stringify({ seed, size, ops, normalization, ...settings });
    return [`${name} ${sha256(out)}`, `${name} ${expected}`];
  });
  return [named.map(([actual]) => actual), named.map(([, expected]) => expected)];
}

const forms = [
  ['kernels', true],
  ['TypeScript', false],
] as const;

describe.each(forms)('hashes of NumPy and Pillow: %s', (_form, hasKernels) => {
  beforeAll(() => allowKernels(hasKernels));
  afterAll(() => allowKernels(true));

  const cases = golden.cifarPath as HashCase[];

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('float32 views: severity %i, three sizes', (severity) => {
    const [actual, expected] = hashes(
      cases.filter((run) => run.severity === severity),
      'render',
    );
    expect(expected.length).toBe(12);
    expect(actual).toEqual(expected);
  });

  test('float32 views: width, depth, alpha, fractional severity', () => {
    const [actual, expected] = hashes(
      cases.filter(({ seed }) => seed > 2000),
      'render',
    );
    expect(expected.length).toBe(48);
    expect(actual).toEqual(expected);
  });

  test('float64 views', () => {
    const [actual, expected] = hashes(golden.numpyPath as HashCase[], 'renderFloat64');
    expect(actual).toEqual(expected);
  });
});

interface CutoutCase {
  seed: number;
  height: number;
  width: number;
  length: number;
  holes: number;
  kept: number;
  sha256: string;
}

test.each(golden.cutout as CutoutCase[])(
  'cutout.py: seed $seed, $height×$width, length $length, $holes holes',
  ({ seed, height, width, length, holes, kept, sha256: expected }) => {
    const image = testImage(width, height, 1);
    image.data.fill(255);
    const augmentation = cutout({ length, holes });
    const mask = new Float32Array(width * height);
    augmentation.render(image, augmentation.sample(numpyStream(seed), image), { mean: [0], std: [1] }, mask);
    expect(mask.reduce((sum, value) => sum + value, 0)).toBe(kept);
    expect(sha256(mask)).toBe(expected);
  },
);
