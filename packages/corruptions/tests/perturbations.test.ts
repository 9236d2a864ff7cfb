import { describe, expect, test } from '@jest/globals';
import { createImage, createRegistry, keyedStream, type Image, type Perturbation } from '@augmix/core';
import {
  corruptionNames,
  corruptionStream,
  createPerturbation,
  gaussianBlurFrames,
  gaussianNoiseFrames,
  motionBlurFrames,
  perturbationNames,
  perturbationStream,
  presetNames,
  rotateFrames,
  scaleFrames,
  shearFrames,
  shotNoiseFrames,
  snowFrames,
  spatterFrames,
  speckleNoiseFrames,
  tiltFrames,
  translateFrames,
  zoomBlurFrames,
  type Difficulty,
  type NoisePerturbationSettings,
  type PerturbationName,
  type Preset,
} from '../src/index.js';
import { plugins } from '../src/plugins.js';
import { cut, images } from './images.js';

const names: readonly PerturbationName[] = [...perturbationNames.test, ...perturbationNames.validation];
const noises: readonly PerturbationName[] = ['gaussian_noise', 'shot_noise', 'speckle_noise'];
const small = cut(images['astronaut'], 90, 60, 24, 20);
const mean = (data: Uint8Array): number => data.reduce((sum, value) => sum + value, 0) / data.length;
/** An error with this code. */
const refusal = (code: string): Error => expect.objectContaining({ code }) as unknown as Error;
const flat = (level: number, side = 100): Image =>
  createImage(side, side, 3, new Uint8Array(side * side * 3).fill(level));

function sampled(
  name: PerturbationName,
  settings: NoisePerturbationSettings,
  image: Image,
  index = 0,
): unknown {
  const key = { seed: 1, perturbation: name, difficulty: settings.difficulty, index };
  return createPerturbation(name, settings).sample(perturbationStream(key), image);
}

function framesOf(name: PerturbationName, settings: NoisePerturbationSettings, image: Image): Image[] {
  return [...createPerturbation(name, settings).frames(image, sampled(name, settings, image))];
}

describe.each(names)('%s', (name) => {
  const count = (preset: Preset): number => {
    if (name === 'translate') return { cifar: 16, tiny: 31, imagenet: 41, inception: 41 }[preset];
    return name === 'motion_blur' && preset === 'cifar' ? 21 : 31;
  };

  test.each(presetNames)('has the benchmark’s number of frames, all of the image’s size: %s', (preset) => {
    const frames = framesOf(name, { preset }, small);
    expect(frames).toHaveLength(count(preset));
    for (const { data, ...shape } of frames) {
      expect(shape).toEqual({ width: 24, height: 20, channels: 3 });
      expect(data).toHaveLength(24 * 20 * 3);
    }
  });

  test('starts with the clean image if it is a noise or zoom blur', () => {
    const [first] = framesOf(name, { preset: 'cifar' }, images['cifar-0']);
    const startsClean = noises.includes(name) || name === 'zoom_blur';
    expect(first.data.every((value, index) => value === images['cifar-0'].data[index])).toBe(startsClean);
  });

  test('is compared with its first frame if it is a noise, else with the previous one', () => {
    const { compare } = createPerturbation(name, { preset: 'cifar' });
    expect(compare).toBe(noises.includes(name) ? 'first' : 'previous');
  });

  test('equal keys give equal parameters and bytes, also through JSON, and the image stays as it is', () => {
    const before = small.data.slice();
    const params = sampled(name, { preset: 'tiny' }, small, 4);
    expect(sampled(name, { preset: 'tiny' }, small, 4)).toEqual(params);
    const perturbation = createPerturbation(name, { preset: 'tiny' });
    const once = [...perturbation.frames(small, params)];
    expect([...perturbation.frames(small, JSON.parse(JSON.stringify(params)))]).toEqual(once);
    expect(small.data).toEqual(before);
  });

  test('frames are made one at a time', () => {
    const perturbation = createPerturbation(name, { preset: 'tiny' });
    const frames = perturbation.frames(small, sampled(name, { preset: 'tiny' }, small))[Symbol.iterator]();
    const first = (frames.next().value as Image).data.slice();
    const second = (frames.next().value as Image).data;
    expect(first).not.toEqual(second);
    expect(frames.return?.()).toMatchObject({ done: true });
  });

  test('takes the view of the benchmark, here 16 pixels of a larger image', () => {
    for (const frame of framesOf(name, { preset: 'imagenet', cropSize: 16 }, small))
      expect([frame.width, frame.height]).toEqual([16, 16]);
    for (const frame of framesOf(name, { preset: 'inception', cropSize: 0.875, resizeSize: 30 }, small))
      expect([frame.width, frame.height]).toEqual([30, 30]);
    expect(() => framesOf(name, { preset: 'imagenet', cropSize: 21 }, small)).toThrow(
      refusal('INVALID_ARGUMENT'),
    );
  });

  test('has difficulties if it is a noise', () => {
    const create = (difficulty: number) => () =>
      createPerturbation(name, { preset: 'cifar', difficulty: difficulty as Difficulty });
    const refused = refusal('INVALID_ARGUMENT');
    expect(create(0)).toThrow(refused);
    expect(create(4)).toThrow(refused);
    if (!noises.includes(name)) return expect(create(2)).toThrow(refused);
    const distance = (difficulty: Difficulty): number => {
      const [clean, noisy] = framesOf(name, { preset: 'cifar', difficulty }, flat(128, 32));
      return mean(noisy.data.map((value, index) => Math.abs(value - clean.data[index])));
    };
    expect(distance(1)).toBeLessThan(distance(2));
    expect(distance(2)).toBeLessThan(distance(3));
  });

  test('the plugin does what the function does', async () => {
    const registry = createRegistry().use(plugins);
    const options = { preset: 'cifar', ...(noises.includes(name) && { difficulty: 3 as const }) } as const;
    const plugin: Perturbation = await registry.create('perturbation', { type: name, ...options });
    const plain = createPerturbation(name, options);
    const params = plugin.sample(keyedStream({ seed: 7, purpose: 'corruption' }), small) as unknown;
    expect(params).toEqual(plain.sample(keyedStream({ seed: 7, purpose: 'corruption' }), small));
    expect(plugin.compare).toBe(plain.compare);
    expect([...plugin.frames(small, params)]).toEqual([...plain.frames(small, params)]);
  });
});

describe('noise', () => {
  const deviations = (clean: number, frames: Image[]): number[] =>
    frames.map(({ data }) => {
      // Truncation takes half a level on average.
      const errors = Float64Array.from(data, (value) => value + 0.5 - clean);
      return Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    });
  const seeds = [1, 2, 3];

  test('has the distribution that it should, in every frame', () => {
    const image = flat(128);
    const expected: [Iterable<Image>, number][] = [
      [gaussianNoiseFrames(image, { sigma: 0.05, seeds }), 0.05 * 255],
      [shotNoiseFrames(image, { photons: 120, seeds }), Math.sqrt(128 / 255 / 120) * 255],
      [speckleNoiseFrames(image, { sigma: 0.1, seeds }), 0.1 * 128],
    ];
    for (const [frames, deviation] of expected) {
      const [, ...noisy] = frames;
      expect(noisy).toHaveLength(3);
      for (const measured of deviations(128, noisy)) {
        expect(measured / deviation).toBeGreaterThan(0.98);
        expect(measured / deviation).toBeLessThan(1.02);
      }
    }
  });

  test('is independent from frame to frame and does not add up', () => {
    const frames = framesOf('gaussian_noise', { preset: 'cifar' }, flat(128, 40)).slice(1);
    const measured = deviations(128, frames);
    expect(measured[29] / measured[0]).toBeCloseTo(1, 1);
    const [first, second] = frames.map(({ data }) => Float64Array.from(data, (value) => value + 0.5 - 128));
    const product = first.reduce((sum, value, index) => sum + value * second[index], 0) / first.length;
    expect(Math.abs(product) / (measured[0] * measured[1])).toBeLessThan(0.06);
  });
});

test('streams of perturbations are apart from those of corruptions and of other difficulties', () => {
  const words = new Set<number>();
  const key = { seed: 1, index: 2 };
  for (const perturbation of names) {
    for (const difficulty of [1, 2, 3] as const)
      words.add(perturbationStream({ ...key, perturbation, difficulty }).uint32());
  }
  for (const corruption of [...corruptionNames.common, ...corruptionNames.extra]) {
    for (const severity of [1, 2, 3, 4, 5] as const)
      words.add(corruptionStream({ ...key, corruption, severity }).uint32());
  }
  expect(words.size).toBe(14 * 3 + 19 * 5);
  const foreign = ['smog', 'vendor/smog'].map((perturbation) =>
    perturbationStream({ ...key, perturbation }).uint32(),
  );
  expect(foreign).toEqual([2515750529, 2690139876]);
  expect(foreign.some((word) => words.has(word))).toBe(false);
  expect(() => perturbationStream({ ...key, perturbation: 'Smog!' })).toThrow('perturbation is Smog!');
});

test('moving a larger image keeps black out of the view', () => {
  const image = flat(200, 256);
  for (const name of ['translate', 'rotate', 'shear'] as const) {
    for (const { data } of framesOf(name, { preset: 'imagenet', cropSize: 150 }, image))
      expect(Math.min(...data)).toBeGreaterThan(198);
    expect(framesOf(name, { preset: 'imagenet' }, flat(200, 50))[0].data).toContain(0);
  }
});

test('zero moves give the image back, tilt a slightly smaller one', () => {
  for (const frames of [
    rotateFrames(small, { degrees: [0] }),
    scaleFrames(small, { scales: [1] }),
    translateFrames(small, { shifts: [0] }),
    gaussianBlurFrames(small, { sigmas: [0], truncate: 7 }),
  ])
    expect([...frames]).toEqual([small]);
  const untilted = framesOf('tilt', { preset: 'imagenet' }, flat(255, 64))[15];
  expect(untilted.data[0]).toBeLessThan(255);
  expect(untilted.data[3 * (32 * 64 + 32)]).toBe(255);
});

test('translations further than the image leave black', () => {
  const [left, right] = translateFrames(small, { shifts: [-100, 24] });
  expect(Math.max(...left.data, ...right.data)).toBe(0);
});

test('there is a plugin for each of the 14 perturbations; noises alone have difficulties', () => {
  const registry = createRegistry().use(plugins);
  expect([...registry.names('perturbation')].sort()).toEqual([...names].sort());
  const resolve = (type: string, options: object) => () =>
    registry.resolve('perturbation', { type, ...options });
  expect(resolve('snow', {})).toThrow(refusal('CONFIG_INVALID_VALUE'));
  expect(resolve('snow', { preset: 'cifar', difficulty: 2 })).toThrow(refusal('CONFIG_UNKNOWN_KEY'));
  expect(resolve('shot_noise', { preset: 'cifar', difficulty: 2 })()).toMatchObject({ difficulty: 2 });
  expect(resolve('tilt', { preset: 'imagenet', cropSize: 1.5 })).toThrow(refusal('CONFIG_INVALID_VALUE'));
});

test('images without colour are taken where that makes sense', () => {
  const grey = createImage(12, 9, 1, small.data.slice(0, 108));
  const needColour = ['snow', 'brightness', 'spatter'];
  for (const name of names) {
    const make = (): Image[] => framesOf(name, { preset: 'cifar' }, grey);
    if (needColour.includes(name)) expect(make).toThrow(refusal('IMAGE_UNSUPPORTED'));
    else expect(make()[1].channels).toBe(1);
  }
});

test('parameters that make no sense are refused', () => {
  const seeds = [1];
  const snow = {
    loc: 0,
    scale: 1,
    zoom: 2,
    threshold: 0,
    radius: 5,
    sigma: 1,
    mix: 0.8,
    angles: [0],
    seed: 1,
  };
  const spatter = { loc: 0, scale: 1, sigma: 1, threshold: 0, intensity: 1, drip: [1], count: 1, seed: 1 };
  const refused: Iterable<Image>[] = [
    gaussianNoiseFrames(small, { sigma: 1, seeds }, { normal: new Float64Array(5) }),
    shotNoiseFrames(small, { photons: 0, seeds }),
    motionBlurFrames(small, { radius: 0, sigma: 1, angles: [0] }),
    zoomBlurFrames(small, { scales: [0] }),
    snowFrames(small, { ...snow, zoom: 0.5 }),
    snowFrames(small, { ...snow, radius: 0 }),
    snowFrames(small, { ...snow, angles: [NaN] }),
    translateFrames(small, { shifts: [0.5] }),
    rotateFrames(small, { degrees: [Infinity] }),
    tiltFrames(small, { degrees: [NaN] }),
    scaleFrames(small, { scales: [-1] }),
    gaussianBlurFrames(small, { sigmas: [-1], truncate: 4 }),
    gaussianBlurFrames(small, { sigmas: [1], truncate: 0 }),
    spatterFrames(small, { ...spatter, sigma: -1 }),
    spatterFrames(small, { ...spatter, intensity: NaN }),
    spatterFrames(small, { ...spatter, count: Infinity }),
    shearFrames(small, { degrees: [90] }),
  ];
  for (const frames of refused) expect(() => [...frames]).toThrow(refusal('INVALID_ARGUMENT'));
  for (const settings of [
    { cropSize: 0 },
    { cropSize: 1.5 },
    { resizeSize: 0 },
    { preset: 'cifar10' as Preset },
  ])
    expect(() => createPerturbation('tilt', { preset: 'cifar', ...settings })).toThrow(
      refusal('INVALID_ARGUMENT'),
    );
  expect(() => createPerturbation('fog' as PerturbationName, { preset: 'cifar' })).toThrow(
    refusal('INVALID_ARGUMENT'),
  );
});

test('a layer without drops leaves the image as it is', () => {
  const params = { loc: 0, scale: 0, sigma: 1, threshold: 0.5, intensity: 1, drip: [1], count: 2, seed: 1 };
  for (const { data } of spatterFrames(small, params)) expect(data).toEqual(small.data);
});
