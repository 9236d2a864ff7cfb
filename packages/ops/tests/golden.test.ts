import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allowKernels } from '@augmix/kernels';
import { allAugmixOps, cutoutOp, horizontalFlipOp, invertOp, padCropOp } from '../src/index.js';
import { formula, imageNamed, sha256 } from './images.js';

type Args = Record<string, unknown>;
const golden = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`golden/${file}`, import.meta.url), 'utf8'));
const ops = new Map(
  [...allAugmixOps(), horizontalFlipOp(), padCropOp(), invertOp(), cutoutOp()].map((op) => [op.name, op]),
);

const forms = [
  ['kernels', true],
  ['TypeScript', false],
] as const;

describe.each(forms)('every byte equals Pillow: %s', (_form, hasKernels) => {
  beforeAll(() => allowKernels(hasKernels));
  afterAll(() => allowKernels(true));

  const { images, cases } = golden('pillow.json') as {
    images: string[];
    cases: [op: string, args: Args, digests: (string | null)[]][];
  };
  const inputs = images.map(imageNamed);

  for (const [name, op] of ops) {
    const own = cases.filter(([caseOp]) => caseOp === name);
    test.each(own.map(([, args, digests]) => [JSON.stringify(args), args, digests] as const))(
      `${name} %s`,
      (_, args, digests) => {
        const results = inputs.map((image, index) =>
          digests[index] === null ? null : sha256(op.apply(image, args)).slice(0, 16),
        );
        expect(Object.fromEntries(images.map((image, index) => [image, results[index]]))).toEqual(
          Object.fromEntries(images.map((image, index) => [image, digests[index]])),
        );
      },
    );
  }
});

describe('the reference implementation', () => {
  const { cases } = golden('reference.json') as {
    cases: [op: string, args: Args, digest: string, row: number[], centre: number[], sum: number][];
  };
  test.each(cases)('%s %j', (name, args, digest, row, centre, sum) => {
    const result = ops.get(name)!.apply(formula(32, 32, 3), args);
    expect([...result.data.subarray(0, 12)]).toEqual(row);
    expect([...result.data.subarray(1584, 1587)]).toEqual(centre);
    expect(result.data.reduce((total, value) => total + value, 0)).toBe(sum);
    expect(sha256(result)).toBe(digest);
  });
});
