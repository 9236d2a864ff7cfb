// Checked by the compiler alone (npm run typecheck): what a plugin author and a library user see in their editor.
import {
  createRegistry,
  defineOp,
  defineRun,
  z,
  type AnyPlugin,
  type Op,
  type Registry,
  type RunConfig,
  type TypedPluginRef,
} from '../src/index.js';
import { acme, brighten, chain } from './acme-plugins.js';

declare module '../src/config/plugin-types.js' {
  interface PluginTypes {
    'op/brighten': { by?: number };
    'op/invert': Record<string, never>;
    'dataset/cards': { root: string };
    'augmentation/chain': { ops?: string[] };
    'op/acme/tint': { color?: number[]; strength?: number };
    'op/acme/plain': Record<string, never>;
    'loss/acme/focal': { gamma: number };
  }
}

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_Fact extends true>(): void => {};

export async function registryKnowsItsPlugins(): Promise<void> {
  const registry = createRegistry().use(brighten).use(chain);
  const op = await registry.create('op', { type: 'brighten', by: 3 });
  holds<Equal<typeof op.options, { by: number; wrap: boolean }>>();
  const augmentation = await registry.create('augmentation', { type: 'chain', ops: ['brighten'] });
  holds<Equal<typeof augmentation.ops, Op[]>>();

  // @ts-expect-error no op of this name is registered
  await registry.create('op', { type: 'rotate' });
  // @ts-expect-error a plugin of another kind
  await registry.create('op', { type: 'chain' });
  // @ts-expect-error an option of the wrong type
  await registry.create('op', { type: 'brighten', by: 'much' });
  // @ts-expect-error a misspelt option
  await registry.create('op', { type: 'brighten', bye: 3 });
  // @ts-expect-error nothing is registered
  await createRegistry().create('op', { type: 'brighten' });
}

export async function aSetOfPluginsAccumulatesToo(): Promise<void> {
  const registry = createRegistry().use(acme);
  await registry.create('op', { type: 'resize', width: 3 });
  // @ts-expect-error a required option is missing
  await registry.create('op', { type: 'resize' });
}

export async function aPluginWithoutOptionsIsNamedByItsTypeAlone(): Promise<void> {
  const options = z.strictObject({});
  const invert = defineOp({ name: 'invert', summary: '.', options, load: async () => () => ({}) as Op });
  await createRegistry().use(invert).create('op', { type: 'invert' });
  // @ts-expect-error there is nothing to set
  await createRegistry().use(invert).create('op', { type: 'invert', by: 3 });
}

export async function aRegistryKnownAtRunTimeGivesTheContractOfTheKind(
  registry: Registry<AnyPlugin>,
): Promise<void> {
  const op = await registry.create('op', 'brighten');
  holds<Equal<typeof op, Op>>();
  const loss = await registry.create('loss', { type: 'cross-entropy' });
  holds<Equal<typeof loss, unknown>>();
}

export function runsAreTypedByTheInstalledPlugins(): void {
  defineRun({
    dataset: { type: 'cards', root: '.' },
    augmentation: 'chain',
    transforms: ['brighten', { type: 'invert' }],
  });
  defineRun({ dataset: 'vendor/other', transforms: [{ type: 'vendor/mirror', anything: true }] });
  // @ts-expect-error no such data set, and not a third party's name
  defineRun({ dataset: 'crads' });
  // @ts-expect-error a required option is missing
  defineRun({ dataset: { type: 'cards' } });
  // @ts-expect-error a misspelt option
  defineRun({ dataset: 'cards', augmentation: { type: 'chain', opz: [] } });
  // @ts-expect-error a misspelt key
  defineRun({ dataset: 'cards', trainer: { epoch: 3 } });
  // @ts-expect-error a misspelt key beside a right one
  defineRun({ dataset: 'cards', trainer: { epochs: 3, bachSize: 2 } });
  // @ts-expect-error not a view
  defineRun({ dataset: 'cards', views: ['blurred'] });
}

export function installedPluginsOfThirdPartiesAreHeldToTheirOptions(): void {
  defineRun({
    dataset: 'cards',
    transforms: ['acme/tint', { type: 'acme/tint', strength: 0.5 }, { type: 'acme/plain' }, 'vendor/mirror'],
    loss: { type: 'acme/focal', gamma: 2 },
    model: { type: 'vendor/net', anything: { at: 'all' } },
  });
  // @ts-expect-error a misspelt option
  defineRun({ dataset: 'cards', transforms: [{ type: 'acme/tint', strenght: 0.5 }] });
  // @ts-expect-error a misspelt option beside right ones, behind a right ref
  defineRun({ dataset: 'cards', transforms: ['brighten', { type: 'acme/tint', color: [1], strenght: 1 }] });
  // @ts-expect-error an option of the wrong type
  defineRun({ dataset: 'cards', transforms: [{ type: 'acme/tint', strength: 'much' }] });
  // @ts-expect-error there is nothing to set
  defineRun({ dataset: 'cards', transforms: [{ type: 'acme/plain', by: 3 }] });
  // @ts-expect-error a required option is missing
  defineRun({ dataset: 'cards', loss: { type: 'acme/focal' } });
  // @ts-expect-error a misspelt option beside a required one
  defineRun({ dataset: 'cards', loss: { type: 'acme/focal', gamma: 2, alhpa: 1 } });
}

export function aConfigMayBeComputed(seed: number, ops: TypedPluginRef<'op'>[]): RunConfig[] {
  const run = { dataset: 'cards', augmentation: { type: 'acme/mix', severity: seed } } as const;
  return [
    defineRun({ dataset: 'cards', seed, transforms: seed > 1 ? ['brighten', { type: 'acme/tint' }] : [] }),
    defineRun({
      ...run,
      transforms: ops,
      model: seed > 1 ? 'vendor/net' : { type: 'vendor/net', depth: seed },
    }),
    defineRun(defineRun(run)),
  ];
}
