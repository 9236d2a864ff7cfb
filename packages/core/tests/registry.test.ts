import { describe, expect, test } from '@jest/globals';
import { createImage, createRegistry, defineMetric, defineOp, Registry, z } from '../src/index.js';
import { acme, brighten, chain, thrownBy } from './acme-plugins.js';

const registry = createRegistry().use(acme);
const invert = (name: string) =>
  defineOp({
    name,
    summary: 'Inverts.',
    options: z.strictObject({}),
    load: async () => () => ({ name, apply: (image: ReturnType<typeof createImage>) => image }),
  });

describe('use', () => {
  test('returns a new registry and leaves the old one as it was', () => {
    const more = registry.use(invert('invert'));
    expect(more).toBeInstanceOf(Registry);
    expect(more.names('op')).toEqual(['brighten', 'invert', 'resize']);
    expect(registry.names('op')).toEqual(['brighten', 'resize']);
  });

  test('refuses a second plugin of the same kind and name, and names both packages', () => {
    const other = { package: 'augmix-plugin-other', module: 'file:///other.js', plugins: [brighten] };
    expect(() => registry.use(other)).toThrow(
      expect.objectContaining({
        code: 'PLUGIN_DUPLICATE',
        message: 'op "brighten" comes from two packages: augmix-plugin-acme and augmix-plugin-other',
      }),
    );
  });

  test('the same name may be used by plugins of two kinds', () => {
    const metric = defineMetric({
      name: 'brighten',
      summary: 'Another kind.',
      options: z.strictObject({}),
      load: async () => () => ({
        unit: '',
        better: 'lower' as const,
        reset: () => {},
        update: () => {},
        compute: () => 0,
      }),
    });
    expect(registry.use(metric).names('metric')).toEqual(['brighten']);
  });

  test('refuses a plugin of another api version', () => {
    const old = { ...invert('invert'), apiVersion: 0 };
    expect(thrownBy(() => registry.use(old))).toMatchObject({
      code: 'PLUGIN_API_VERSION',
      message: 'op "invert" (given in code) was made for plugin api 0',
      details: { expected: 'api 1' },
    });
  });

  test.each([
    'Invert',
    'a b',
    '',
    '/invert',
    'acme/',
    'acme/x/y',
    '-invert',
    'invert!',
    'shear-x',
    'shear__x',
  ])('refuses the name %j', (name) => {
    expect(thrownBy(() => registry.use(invert(name)))).toMatchObject({ code: 'PLUGIN_INVALID' });
  });

  test.each(['shear_x', 'acme/invert', 'acme.io/in_vert_2', '2d'])('accepts the name %j', (name) => {
    expect(registry.use(invert(name)).get('op', name).name).toBe(name);
  });

  test.each([
    ['no load', { ...brighten, name: 'b', load: undefined }],
    ['no schema', { ...brighten, name: 'b', options: {} }],
    ['an unknown kind', { ...brighten, name: 'b', kind: 'oops' }],
    ['no plugin at all', {}],
  ])('refuses a value with %s', (_what, value) => {
    expect(thrownBy(() => registry.use(value as never))).toMatchObject({ code: 'PLUGIN_INVALID' });
  });
});

describe('look-up', () => {
  test('lists by kind, then name', () => {
    const ids = registry.list().map(({ plugin }) => `${plugin.kind}/${plugin.name}`);
    expect(ids).toEqual(['op/brighten', 'op/resize', 'augmentation/chain']);
  });

  test('knows where a plugin comes from, and what worker threads must import', () => {
    const both = registry.use(invert('acme/invert'));
    expect(both.origin('op', 'brighten')).toEqual({ package: 'augmix-plugin-acme', module: acme.module });
    expect(both.origin('op', 'acme/invert')).toEqual({ package: 'given in code' });
    expect(both.modules()).toEqual([acme.module]);
  });

  test('suggests the nearest name for an unknown one', () => {
    expect(thrownBy(() => registry.get('op', 'Brightn'))).toMatchObject({
      code: 'PLUGIN_UNKNOWN',
      message: 'unknown op "Brightn"',
      details: { suggestion: 'did you mean "brighten"?' },
    });
  });

  test('lists what there is when no name is near, and says when there is nothing', () => {
    expect(thrownBy(() => registry.get('op', 'mosaic'))).toMatchObject({
      details: { suggestion: 'known: brighten, resize' },
    });
    expect(thrownBy(() => registry.get('loss', 'focal'))).toMatchObject({
      details: { suggestion: 'no loss is registered' },
    });
  });
});

describe('prerequisites', () => {
  const needy = { ...invert('invert'), requires: ['op/brighter' as const] };

  test('are missed by name, with the nearest', () => {
    expect(thrownBy(() => registry.use(needy).checkPrerequisites())).toMatchObject({
      code: 'PLUGIN_PREREQUISITE',
      message: 'op "invert" (given in code) needs "op/brighter", which is not registered',
      details: { suggestion: 'did you mean "op/brighten"?' },
    });
  });

  test('may be registered after the plugin that needs them', () => {
    const whole = createRegistry()
      .use({ ...invert('invert'), requires: ['op/brighten' as const] })
      .use(acme);
    expect(() => whole.checkPrerequisites()).not.toThrow();
  });
});

describe('resolve', () => {
  test('fills in defaults, down to the plugins that options name', () => {
    expect(
      registry.resolve('augmentation', { type: 'chain', ops: ['brighten', { type: 'resize', width: 8 }] }),
    ).toEqual({
      type: 'chain',
      first: { type: 'brighten', by: 16, wrap: false },
      ops: [
        { type: 'brighten', by: 16, wrap: false },
        { type: 'resize', width: 8 },
      ],
    });
  });

  test('is the identity on what it has resolved', () => {
    const once = registry.resolve('augmentation', { type: 'chain', inner: { type: 'chain' } });
    expect(registry.resolve('augmentation', once)).toEqual(once);
  });

  test('leaves its input alone', () => {
    const ref = Object.freeze({ type: 'chain', ops: Object.freeze(['brighten']) });
    expect(() => registry.resolve('augmentation', ref)).not.toThrow();
  });

  test.each([
    [{ type: 'chain', first: 'brightn' }, 'PLUGIN_UNKNOWN', 'a.first'],
    [{ type: 'chain', first: { type: 'brightn' } }, 'PLUGIN_UNKNOWN', 'a.first.type'],
    [
      { type: 'chain', ops: ['brighten', { type: 'brighten', bye: 1 }] },
      'CONFIG_UNKNOWN_KEY',
      'a.ops[1].bye',
    ],
    [{ type: 'chain', ops: ['resize'] }, 'CONFIG_INVALID_VALUE', 'a.ops[0].width'],
    [{ type: 'chain', ops: [7] }, 'CONFIG_INVALID_VALUE', 'a.ops[0]'],
    [
      { type: 'chain', inner: { type: 'chain', first: { type: 'brighten', by: 300 } } },
      'CONFIG_INVALID_VALUE',
      'a.inner.first.by',
    ],
  ])('of %j fails with %s at %s', (ref, code, path) => {
    expect(thrownBy(() => registry.resolve('augmentation', ref, ['a']))).toMatchObject({
      code,
      details: { path },
    });
  });
});

describe('refsIn', () => {
  test('finds the plugins that the options of a plugin name, defaults included', () => {
    expect(registry.refsIn('augmentation', { type: 'chain', inner: 'chain' })).toEqual([
      ['op', { type: 'brighten', by: 16, wrap: false }],
      ['augmentation', expect.objectContaining({ type: 'chain' })],
    ]);
    expect(registry.refsIn('op', 'brighten')).toEqual([]);
  });
});

describe('create', () => {
  test('gives the factory checked options', async () => {
    const op = await registry.create('op', { type: 'brighten', by: 250 });
    expect(op.options).toEqual({ by: 250, wrap: false });
    expect([...op.apply(createImage(2, 1, 1, Uint8Array.of(1, 9))).data]).toEqual([251, 255]);
  });

  test('gives the factory a context that creates, logs, and knows the folder', async () => {
    const lines: string[] = [];
    const settings = { folder: '/data', log: (line: string) => lines.push(line) };
    const augmentation = await registry.create(
      'augmentation',
      { type: 'chain', ops: ['brighten'] },
      settings,
    );
    expect(augmentation.ops.map(({ name }) => name)).toEqual(['brighten', 'brighten']);
    expect(lines).toEqual(['2 ops in /data']);
  });

  test('loads code only when it is needed', async () => {
    let loads = 0;
    const counted = { ...chain, load: () => (loads++, chain.load()) };
    const own = createRegistry().use(brighten).use(counted);
    own.resolve('augmentation', { type: 'chain' });
    expect(loads).toBe(0);
    await own.create('augmentation', { type: 'chain' });
    expect(loads).toBe(1);
  });

  test('names the place of a wrong option', async () => {
    const ref = { type: 'brighten', by: -1 } as const;
    await expect(registry.create('op', ref, { path: ['transforms', 2] })).rejects.toMatchObject({
      details: { path: 'transforms[2].by', expected: 'a number of at least 0' },
    });
  });
});
