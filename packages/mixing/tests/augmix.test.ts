// Laws of AugMix that hold for every image, seed and setting.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createImage, type Image, type Normalization, type Op } from '@augmix/core';
import { allAugmixOps, augmixOps, horizontalFlipOp } from '@augmix/ops';
import { augmix, renderClean, type AugMix, type AugMixTrace } from '../src/index.js';
import { testImage, viewStream } from './fixtures.js';

const half: Normalization = { mean: [0.5], std: [0.5] };

function render(mixing: AugMix, image: Image, trace: AugMixTrace, normalization = half): Float32Array {
  const out = new Float32Array(image.data.length);
  mixing.render(image, trace, normalization, out);
  return out;
}

const images = fc
  .record({
    width: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 1, max: 12 }),
    channels: fc.constantFrom(1, 3, 4),
  })
  .chain(({ width, height, channels }) => {
    const length = width * height * channels;
    const bytes = fc.uint8Array({ minLength: length, maxLength: length });
    return bytes.map((data) => createImage(width, height, channels, data));
  });
const settings = fc.record({
  severity: fc.double({ min: 0.01, max: 10, noNaN: true }),
  width: fc.integer({ min: 1, max: 5 }),
  depth: fc.integer({ min: -1, max: 4 }),
  alpha: fc.double({ min: 0.01, max: 20, noNaN: true }),
});

test('the view lies in the normalised range, whatever the size and channel count', () => {
  fc.assert(
    fc.property(images, settings, fc.nat(), (image, options, seed) => {
      const mixing = augmix({ ops: augmixOps(), ...options });
      const view = render(mixing, image, mixing.sample(viewStream(seed), image));
      return view.every((value) => value >= -1 - 1e-6 && value <= 1 + 1e-6);
    }),
  );
});

test('weights sum to 1 and there is one chain per weight, of the depth asked for', () => {
  fc.assert(
    fc.property(settings, fc.nat(), (options, seed) => {
      const { weights, mix, chains } = augmix({ ops: allAugmixOps(), ...options }).sample(
        viewStream(seed),
        testImage(8),
      );
      expect(weights.length).toBe(options.width);
      expect(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(1e-6);
      expect(mix >= 0 && mix <= 1).toBe(true);
      expect([...weights, mix].every((value) => Math.fround(value) === value)).toBe(true);
      for (const chain of chains) {
        if (options.depth > 0) expect(chain.length).toBe(options.depth);
        else expect([1, 2, 3]).toContain(chain.length);
      }
    }),
  );
});

test('a trace written as JSON and read again gives the same bytes, on another instance too', () => {
  fc.assert(
    fc.property(images, settings, fc.nat(), (image, options, seed) => {
      const mixing = augmix({ ops: augmixOps(), ...options });
      const trace = mixing.sample(viewStream(seed), image);
      const view = render(mixing, image, trace);
      const other = augmix({ ops: augmixOps() });
      const replayed = render(other, image, other.parseTrace(JSON.parse(JSON.stringify(trace))));
      expect(Buffer.from(replayed.buffer).equals(Buffer.from(view.buffer))).toBe(true);
    }),
  );
});

test('rendering leaves the image alone and does not depend on what was rendered before', () => {
  const mixing = augmix({ ops: augmixOps() });
  const [first, second] = [testImage(32), testImage(20, 30, 1)];
  const bytes = first.data.slice();
  const trace = mixing.sample(viewStream(1), first);
  const view = render(mixing, first, trace);
  render(mixing, second, mixing.sample(viewStream(2), second), { mean: [0.1], std: [2] });
  expect(render(mixing, first, trace)).toEqual(view);
  expect(first.data).toEqual(bytes);
});

test('chains hold 1, 2 and 3 ops equally often, and every op equally often', () => {
  const ops = augmixOps();
  const mixing = augmix({ ops });
  const stream = viewStream(5);
  const byDepth = new Map<number, number>();
  const byOp = new Map<string, number>();
  const count = (counts: Map<any, number>, key: unknown) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const chains = Array.from({ length: 3000 }, () => mixing.sample(stream, testImage(32)).chains).flat();
  for (const chain of chains) {
    count(byDepth, chain.length);
    chain.forEach(({ op }) => count(byOp, op));
  }
  expect([...byDepth.keys()].sort()).toEqual([1, 2, 3]);
  // 9000 chains and about 18 000 ops; the bounds are four standard deviations.
  byDepth.forEach((times) => expect(Math.abs(times - 3000)).toBeLessThan(180));
  expect(byOp.size).toBe(9);
  byOp.forEach((times) => expect(Math.abs(times - 2000)).toBeLessThan(170));
});

test('with all of the share on the clean image the view is the clean view', () => {
  const image = testImage(16);
  const mixing = augmix({ ops: augmixOps() });
  const clean = new Float32Array(image.data.length);
  renderClean(image, half, clean);
  expect(render(mixing, image, { ...mixing.sample(viewStream(1), image), mix: 0 })).toEqual(clean);
  expect(render(mixing, image, { weights: [1], mix: 1, chains: [[]] })).toEqual(clean);
});

test('one entry of mean and std serves every channel', () => {
  const image = testImage(16);
  const mixing = augmix({ ops: augmixOps() });
  const trace = mixing.sample(viewStream(1), image);
  const perChannel = render(mixing, image, trace, { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] });
  expect(render(mixing, image, trace)).toEqual(perChannel);
});

test('both precisions agree to float32', () => {
  const image = testImage(24, 17);
  const mixing = augmix({ ops: allAugmixOps() });
  const trace = mixing.sample(viewStream(3), image);
  const out = new Float64Array(image.data.length);
  mixing.renderFloat64(image, trace, half, out);
  render(mixing, image, trace).forEach((value, i) => expect(Math.abs(value - out[i])).toBeLessThan(1e-6));
});

test('fill and interpolation stand in place of the ops’ own, where an op has them', () => {
  const mixing = augmix({ ops: augmixOps(), depth: 40, fill: [1, 2, 3], interpolation: 'nearest' });
  const plain = augmix({ ops: augmixOps(), depth: 40 });
  const steps = mixing.sample(viewStream(1), testImage(32)).chains.flat();
  const plainSteps = plain.sample(viewStream(1), testImage(32)).chains.flat();
  steps.forEach(({ op, args }, i) => {
    const drawn = plainSteps[i].args as object;
    const changed = 'fill' in drawn ? { fill: [1, 2, 3], interpolation: 'nearest' } : {};
    expect({ op, args }).toEqual({ op: plainSteps[i].op, args: { ...drawn, ...changed } });
  });
  expect(new Set(steps.map(({ op }) => op)).size).toBe(9);
});

describe('ops that it cannot take', () => {
  const shrink: Op = {
    name: 'shrink',
    fromSeverity: () => ({}),
    outputSize: ({ width, height }) => ({ width: width - 1, height }),
    apply: (image) => createImage(image.width - 1, image.height, image.channels),
  };
  const image = testImage(8);
  const trace = { weights: [1], mix: 0.5, chains: [[{ op: 'shrink', args: {} }]] };

  test.each([shrink, { ...shrink, outputSize: undefined }])('one that changes the size', (op) => {
    expect(() => render(augmix({ ops: [op] }), image, trace)).toThrow(
      expect.objectContaining({
        code: 'IMAGE_UNSUPPORTED',
        message: expect.stringContaining('8×8×3 into 7×8×3'),
      }),
    );
  });

  test('one that draws no level', () => {
    expect(() => augmix({ ops: [...augmixOps(), horizontalFlipOp()] })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_CONFLICT',
        details: expect.objectContaining({ path: 'ops[9]' }),
      }),
    );
  });
});

test.each([
  { severity: 0 },
  { severity: 10.5 },
  { width: 0 },
  { width: 1.5 },
  { depth: 0.5 },
  { depth: NaN },
  { alpha: 0 },
  { ops: [] },
])('refuses %j', (wrong) => {
  const [path] = Object.keys(wrong);
  expect(() => augmix({ ops: augmixOps(), ...wrong })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', details: expect.objectContaining({ path }) }),
  );
});

test.each([
  ['out', half, 3],
  ['normalization.mean', { mean: [0, 0], std: [1] }, 0],
  ['normalization.std', { mean: [0], std: [0] }, 0],
  ['normalization.mean', { mean: [NaN], std: [1] }, 0],
])('refuses to render with a wrong %s', (path, normalization, missing) => {
  const image = testImage(4);
  const mixing = augmix({ ops: augmixOps() });
  const trace = mixing.sample(viewStream(1), image);
  const out = new Float32Array(image.data.length - missing);
  expect(() => mixing.render(image, trace, normalization, out)).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', details: expect.objectContaining({ path }) }),
  );
});
