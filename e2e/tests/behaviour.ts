// What a plugin's instance has to do, by kind, whatever the plugin is.
import {
  createImage,
  keyedStream,
  type Augmentation,
  type BatchAugmentation,
  type Corruption,
  type Dataset,
  type Metric,
  type Op,
  type Perturbation,
  type PluginKind,
  type Severity,
} from '@augmix/core';
import type { Backend, Loss, Model, Optimizer, Schedule } from '@augmix/core/tensor';
import { expect } from '@jest/globals';
import { ones, tensor2d, tidy, variable } from '@tensorflow/tfjs-core';

const size = { width: 16, height: 12 };
const picture = () => {
  const image = createImage(size.width, size.height, 3);
  return { ...image, data: image.data.map((_, index) => (index * 37) % 256) };
};
const stream = () => keyedStream({ seed: 1, purpose: 'view', epoch: 0, index: 0, view: 0 });
const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

function op(instance: Op, name: string): void {
  expect(instance.name).toBe(name);
  const drawn = [instance.sample?.(stream(), size), instance.fromSeverity?.(stream(), 3, size)];
  const found = drawn.filter((args) => args !== undefined);
  expect(found).not.toEqual([]);
  for (const args of found) {
    expect(throughJson(args)).toEqual(args);
    const image = picture();
    const result = instance.apply(image, args);
    expect(image).toEqual(picture());
    expect(result).toMatchObject({ ...(instance.outputSize?.(size, args) ?? size), channels: 3 });
    expect(result.data).toHaveLength(result.width * result.height * 3);
  }
  if (instance.identity !== undefined) {
    expect(instance.apply(picture(), instance.identity)).toEqual(picture());
  }
}

function augmentation(instance: Augmentation): void {
  const trace = instance.sample(stream(), size) as unknown;
  const render = (given: unknown): Float32Array => {
    const out = new Float32Array(picture().data.length).fill(NaN);
    instance.render(picture(), given, { mean: [0.5], std: [0.25] }, out);
    return out;
  };
  const view = render(trace);
  expect(view.every(Number.isFinite)).toBe(true);
  expect(render(throughJson(trace))).toEqual(view);
  if (instance.parseTrace) expect(render(instance.parseTrace(throughJson(trace)))).toEqual(view);
}

function batchAugmentation(instance: BatchAugmentation): void {
  const [count, classes] = [4, 5];
  const length = count * size.width * size.height * 3;
  const draw = () => instance.sample(keyedStream({ seed: 1, purpose: 'batch' }), count, size) as unknown;
  const mixed = (trace: unknown): Record<'images' | 'labels', Float32Array> => {
    const images = Float32Array.from({ length }, (_, index) => Math.sin(index));
    const labels = Float32Array.from({ length: count * classes }, (_, index) =>
      index % (classes + 1) === 0 ? 1 : 0,
    );
    instance.apply({ data: images, count, channels: 3, ...size }, { data: labels, classes }, trace);
    return { images, labels };
  };
  const { images, labels } = mixed(draw());
  expect(mixed(throughJson(draw()))).toEqual({ images, labels });
  expect([images.length, labels.length]).toEqual([length, count * classes]);
  expect(images.every(Number.isFinite)).toBe(true);
  for (let row = 0; row < count; row++) {
    const label = labels.subarray(row * classes, (row + 1) * classes);
    expect(label.every((probability) => probability >= 0)).toBe(true);
    expect(label.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 5);
  }
}

function metric(instance: Metric): void {
  const logits = Float32Array.from({ length: 60 }, (_, index) => Math.sin(index));
  const batch = { logits, classes: 10, labels: [0, 1, 2, 3, 4, 5] };
  instance.update(batch);
  const once = instance.compute();
  expect(once).toEqual(expect.any(Number));
  expect(['lower', 'higher']).toContain(instance.better);
  instance.reset();
  instance.update(batch);
  expect(instance.compute()).toBe(once);
}

function dataset(instance: Dataset): void {
  expect(instance.classes.length).toBeGreaterThan(1);
  expect(instance.open).toEqual(expect.any(Function));
}

function corruption(instance: Corruption): void {
  for (const severity of [1, 2, 3, 4, 5] as Severity[]) {
    const result = instance.apply(picture(), instance.sample(stream(), severity, size));
    expect(result).toMatchObject({ ...size, channels: 3 });
  }
}

function perturbation(instance: Perturbation): void {
  const frames = [...instance.frames(picture(), instance.sample(stream(), size))];
  expect(frames.length).toBeGreaterThan(1);
  for (const frame of frames) expect(frame).toMatchObject({ ...size, channels: 3 });
}

async function loss(instance: Loss): Promise<void> {
  const views = Math.max(3, instance.minimumViews ?? 1);
  const scalar = tidy(() => {
    const rows = Array.from({ length: 2 * views }, (_, row) => [Math.sin(row), Math.cos(row), 0]);
    const labels = tensor2d([
      [1, 0, 0],
      [0, 0.5, 0.5],
    ]);
    return instance.compute({ logits: tensor2d(rows), labels, views });
  });
  expect(scalar.shape).toEqual([]);
  expect((await scalar.data())[0]).toBeGreaterThan(0);
  scalar.dispose();
}

function model(instance: Model): void {
  const built = instance.build({ inputShape: [32, 32, 3], classes: 7, seed: 1 });
  expect(built.outputs.map(({ shape }) => shape)).toEqual([[null, 7]]);
  built.dispose();
}

async function optimizer(instance: Optimizer): Promise<void> {
  const weights = variable(ones([3]));
  const gradient = ones([3]);
  instance.step({ weights }, { weights: gradient }, 0.1);
  for (const value of await weights.data()) expect(value).toBeLessThan(1);
  for (const state of Object.values(instance.state())) {
    expect([...(await state.data())].every(Number.isFinite)).toBe(true);
  }
  instance.dispose();
  weights.dispose();
  gradient.dispose();
}

function schedule(instance: Schedule): void {
  for (let step = 0; step < 10; step++) {
    const rate = instance.rate(step, 10, 0.1);
    expect(rate).toBeGreaterThan(0);
    expect(rate).toBeLessThanOrEqual(0.1);
  }
}

async function backend(instance: Backend): Promise<void> {
  await instance.start();
  for (const fact of Object.values(await instance.describe())) expect(fact).toEqual(expect.any(String));
}

/** The check of each kind; a kind without one cannot be registered unnoticed. */
export const behaviour: Partial<Record<PluginKind, (instance: never, name: string) => void | Promise<void>>> =
  {
    op,
    augmentation,
    'batch-augmentation': batchAugmentation,
    loss,
    metric,
    model,
    dataset,
    corruption,
    perturbation,
    optimizer,
    schedule,
    backend,
  };
