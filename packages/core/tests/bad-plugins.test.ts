// A plugin that does not keep to its contract is refused with its package, its name and the reason.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import {
  createImage,
  createRegistry,
  defineAugmentation,
  defineBatchAugmentation,
  defineCorruption,
  defineMetric,
  defineOp,
  keyedStream,
  z,
  type AnyPlugin,
  type Augmentation,
  type BatchAugmentation,
  type Metric,
  type Op,
  type PluginKind,
  type Registry,
} from '../src/index.js';
import { importPluginSet } from '../src/node/index.js';
import {
  defineCallback,
  defineLoss,
  defineSchedule,
  type Callback,
  type Loss,
  type Schedule,
} from '../src/tensor/index.js';
import { thrownBy } from './acme-plugins.js';

const about = { name: 'acme/bad', summary: 'Bad.', options: z.strictObject({}) };
const use = (plugin: AnyPlugin) =>
  createRegistry().use({ package: 'augmix-plugin-bad', module: 'file:///bad.js', plugins: [plugin] });
const create = <Instance>(plugin: AnyPlugin): Promise<Instance> =>
  (use(plugin) as unknown as Registry<AnyPlugin>).create(
    plugin.kind as PluginKind,
    about.name,
  ) as Promise<Instance>;

const image = createImage(4, 2, 3);
const stream = keyedStream({ seed: 1, purpose: 'view' });

describe('a schema that refuses its own default', () => {
  test.each([
    ['a number out of range', z.int().min(5).default(1), '1'],
    ['a value of another type', z.array(z.int()).default('none' as never), '"none"'],
  ])('%s', (_what, by, shown) => {
    const options = z.strictObject({ needed: z.int(), by });
    const plugin = defineOp({ ...about, options, load: async () => () => ({}) as Op });
    expect(thrownBy(() => use(plugin))).toMatchObject({
      code: 'PLUGIN_INVALID',
      message: `op "acme/bad" (augmix-plugin-bad) refuses the default of its own option "by": ${shown}`,
    });
  });
});

describe('a plugin that cannot be loaded', () => {
  test('names itself and the reason', async () => {
    const plugin = defineOp({ ...about, load: () => Promise.reject(new Error('no luck\nat all')) });
    await expect(create(plugin)).rejects.toMatchObject({
      code: 'PLUGIN_INVALID',
      message: 'op "acme/bad" (augmix-plugin-bad) cannot be loaded: no luck',
    });
  });

  test('keeps an error that it means for the user', async () => {
    const load = async () => () => createImage(0, 1, 1) as never;
    await expect(create(defineOp({ ...about, load }))).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test('says what to install when a package is missing', async () => {
    const name = '@acme/not-installed';
    const load = async () => (await import(`${name}/deep`)) as never;
    await expect(create(defineOp({ ...about, load }))).rejects.toMatchObject({
      code: 'DEPENDENCY_MISSING',
      message: 'op "acme/bad" (augmix-plugin-bad) needs @acme/not-installed, which is not installed',
      details: { suggestion: 'npm install @acme/not-installed' },
    });
  });

  test('creates nothing that could be used', async () => {
    const plugin = defineOp({ ...about, load: async () => () => undefined as never });
    await expect(create(plugin)).rejects.toMatchObject({
      code: 'PLUGIN_INVALID',
      message: 'op "acme/bad" (augmix-plugin-bad) created undefined',
    });
  });
});

describe('a module of plugins that imports a package which is missing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'augmix-bad-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'node_modules/@augmix'), { recursive: true });
  const core = fileURLToPath(new URL('..', import.meta.url));
  symlinkSync(core, join(folder, 'node_modules/@augmix/core'), 'junction');

  test.each(['not-installed', '@acme/not-installed'])('says to install %s', async (name) => {
    const file = join(folder, `${name.replaceAll(/\W/g, '-')}.mjs`);
    writeFileSync(file, `import '${name}';\nexport const plugins = {};\n`);
    await expect(importPluginSet(pathToFileURL(file).href)).rejects.toMatchObject({
      code: 'DEPENDENCY_MISSING',
      details: { suggestion: `npm install ${name}` },
    });
  });
});

describe('an op', () => {
  const applying = (apply: Op['apply'], others: Partial<Op> = {}): Promise<Op> =>
    create(defineOp({ ...about, load: async () => () => ({ name: 'acme/bad', apply, ...others }) }));

  test.each<[string, Op['apply'], string, string]>([
    [
      'of another size',
      () => createImage(2, 2, 3),
      'made 2×2 with 3 channels of 4×2 with 3 channels',
      '4×2 with 3 channels',
    ],
    [
      'of other channels',
      () => createImage(4, 2, 1),
      'made 4×2 with 1 channel of 4×2 with 3 channels',
      '4×2 with 3 channels',
    ],
    [
      'with too few bytes',
      () => ({ ...image, data: new Uint8Array(3) }),
      'gave 3 values for 4×2 with 3 channels',
      'a Uint8Array of 24',
    ],
    [
      'of floats',
      () => ({ ...image, data: new Float32Array(24) as never }),
      'gave 24 values for 4×2 with 3 channels',
      'a Uint8Array of 24',
    ],
    [
      'that is none',
      () => undefined as never,
      'made undefined of 4×2 with 3 channels',
      '4×2 with 3 channels',
    ],
  ])('that gives an image %s is refused at its first call', async (_what, apply, found, expected) => {
    const op = await applying(apply);
    expect(thrownBy(() => op.apply(image, {}))).toMatchObject({
      code: 'PLUGIN_INVALID',
      message: `op "acme/bad" (augmix-plugin-bad) ${found}`,
      details: { expected },
    });
  });

  test('may give another size when it says so', async () => {
    const size = { width: 2, height: 2 };
    const op = await applying(() => createImage(2, 2, 3), { outputSize: () => size });
    expect(op.apply(image, {})).toMatchObject(size);
  });

  test('is looked at once, and is called as a method', async () => {
    let calls = 0;
    class Counting implements Op {
      readonly name = 'acme/bad';
      apply(): ReturnType<Op['apply']> {
        if (this.name !== 'acme/bad') throw new Error('this is lost');
        return ++calls === 1 ? createImage(4, 2, 3) : createImage(1, 1, 1);
      }
    }
    const op: Op = await create(defineOp({ ...about, load: async () => () => new Counting() }));
    op.apply(image, {});
    expect(op.apply(image, {}).width).toBe(1);
  });

  test('has its own methods back after the first call', async () => {
    const apply: Op['apply'] = () => image;
    const plain: Op = await create(
      defineOp({ ...about, load: async () => () => ({ name: 'acme/bad', apply }) }),
    );
    plain.apply(image, {});
    expect(plain.apply).toBe(apply);
    const shared: Op = Object.create({ name: 'acme/bad', apply }) as Op;
    const op: Op = await create(defineOp({ ...about, load: async () => () => shared }));
    op.apply(image, {});
    expect(Object.hasOwn(op, 'apply')).toBe(false);
    expect(op.apply).toBe(apply);
  });

  test('that nobody can change is taken as it is', async () => {
    const frozen = Object.freeze({ name: 'acme/bad', apply: () => image });
    expect(await create(defineOp({ ...about, load: async () => () => frozen }))).toBe(frozen);
  });
});

test('an augmentation that leaves NaN, or leaves out a part of the view, is refused at its first call', async () => {
  const leaving = (place: number, render: Augmentation['render']) => async () => {
    const plugin = defineAugmentation({ ...about, load: async () => () => ({ sample: () => ({}), render }) });
    const augmentation = await create<Augmentation>(plugin);
    const call = () =>
      augmentation.render(
        image,
        augmentation.sample(stream, image),
        { mean: [0], std: [1] },
        new Float32Array(24),
      );
    expect(thrownBy(call)).toMatchObject({
      code: 'PLUGIN_INVALID',
      message: `augmentation "acme/bad" (augmix-plugin-bad) left NaN at place ${place} of its view`,
    });
  };
  await leaving(3, (_image, _trace, _normalization, out) => void (out.fill(1)[3] = NaN))();
  await leaving(20, (_image, _trace, _normalization, out) => void out.fill(1, 0, 20))();
});

test('a batch augmentation that leaves NaN is refused at its first call', async () => {
  const apply: BatchAugmentation['apply'] = (_batch, { data }) => void (data[1] = NaN);
  const plugin = defineBatchAugmentation({
    ...about,
    load: async () => () => ({ sample: () => ({}), apply }),
  });
  const mixer = await create<BatchAugmentation>(plugin);
  const batch = { data: new Float32Array(24), count: 1, width: 4, height: 2, channels: 3 };
  expect(thrownBy(() => mixer.apply(batch, { data: Float32Array.of(1, 0), classes: 2 }, {}))).toMatchObject({
    message: 'batch-augmentation "acme/bad" (augmix-plugin-bad) left NaN at place 1 of the labels',
  });
});

test('a corruption that changes the size is refused at its first call', async () => {
  const instance = { sample: () => ({}), apply: () => createImage(1, 1, 3) };
  const corruption = await create<typeof instance & { apply(...args: unknown[]): unknown }>(
    defineCorruption({ ...about, load: async () => () => instance }),
  );
  expect(thrownBy(() => corruption.apply(image, {}))).toMatchObject({
    message: 'corruption "acme/bad" (augmix-plugin-bad) made 1×1 with 3 channels of 4×2 with 3 channels',
  });
});

test('a loss that gives no scalar is refused at its first call', async () => {
  const plugin = defineLoss({
    ...about,
    load: async () => () => ({ compute: () => ({ shape: [2, 3] }) as never }),
  });
  const loss = await create<Loss>(plugin);
  expect(thrownBy(() => loss.compute({} as never))).toMatchObject({
    code: 'PLUGIN_INVALID',
    message: 'loss "acme/bad" (augmix-plugin-bad) gave a tensor of shape [2, 3]',
    details: { expected: 'a scalar, a tensor of shape []' },
  });
});

describe('a metric', () => {
  const measuring = (others: object): Promise<Metric> => {
    const metric = { unit: '%', better: 'lower', reset: () => {}, update: () => {}, compute: () => 1 };
    const load = async () => () => ({ ...metric, ...others }) as Metric;
    return create<Metric>(defineMetric({ ...about, load }));
  };

  test.each([
    [{ value: 3 }, 'object'],
    ['3', 'string'],
    [undefined, 'undefined'],
  ])('that gives %p is refused at its first call', async (result, found) => {
    const metric = await measuring({ compute: () => result });
    expect(thrownBy(() => metric.compute())).toMatchObject({
      code: 'PLUGIN_INVALID',
      message: `metric "acme/bad" (augmix-plugin-bad) gave ${found}`,
      details: { expected: 'a number' },
    });
  });

  test('may be undefined for what it saw', async () => {
    expect((await measuring({ compute: () => NaN })).compute()).toBeNaN();
  });

  test('must say which way is better', async () => {
    await expect(measuring({ better: 'smaller' })).rejects.toMatchObject({
      code: 'PLUGIN_INVALID',
      message: 'metric "acme/bad" (augmix-plugin-bad) says that "smaller" is better',
      details: { expected: '"lower" or "higher"' },
    });
  });
});

test('a schedule that gives no finite number is refused at its first call', async () => {
  const plugin = defineSchedule({ ...about, load: async () => () => ({ rate: (step) => 1 / step }) });
  const schedule = await create<Schedule>(plugin);
  expect(thrownBy(() => schedule.rate(0, 10, 0.1))).toMatchObject({
    code: 'PLUGIN_INVALID',
    message: 'schedule "acme/bad" (augmix-plugin-bad) gave Infinity',
    details: { expected: 'a finite number' },
  });
});

describe('a callback', () => {
  const calling = (callback: object): Promise<Callback> =>
    create<Callback>(defineCallback({ ...about, load: async () => () => callback as Callback }));

  test('without a hook that is ever called is refused', async () => {
    await expect(calling({ onEpochEnded: () => {} })).rejects.toMatchObject({
      code: 'PLUGIN_INVALID',
      message: 'callback "acme/bad" (augmix-plugin-bad) has no hook',
      details: { expected: 'one of onRunStart, onEpochStart, onStepEnd, onEpochEnd, onRunEnd' },
    });
  });

  test('with a hook that cannot be called is refused', async () => {
    await expect(calling({ onStepEnd: () => {}, onRunEnd: 5 })).rejects.toMatchObject({
      message: 'callback "acme/bad" (augmix-plugin-bad) has onRunEnd: 5',
      details: { expected: 'a function' },
    });
  });

  test('may have its hooks from a class', async () => {
    class Counting implements Callback {
      onRunEnd(): void {}
    }
    expect(await calling(new Counting())).toBeInstanceOf(Counting);
  });
});
