import { applyOverrides, usePluginModules } from '@augmix/core/node';
import type { Model } from '@augmix/core/tensor';
import { describeModel } from '@augmix/models';
import { Command } from 'commander';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { startChosenBackend } from '../chosen-backend.js';
import { formatTable, print, printJson } from '../terminal/output.js';
import { collect, integerOption } from './arguments.js';

interface ShowOptions {
  set?: string[];
  plugin?: string[];
  classes: number;
  size: number;
  json?: boolean;
}

export function modelsCommand(): Command {
  const command = new Command('models').description('List the network architectures and their sizes.');
  command
    .command('list')
    .description('List the architectures.')
    .option('--plugin <module>', 'include a plugin package or file (repeatable)', collect)
    .option('--json', 'print JSON')
    .action(async ({ plugin = [], json }: { plugin?: string[]; json?: boolean }) => {
      const rows = (await usePluginModules(createFirstPartyRegistry(), plugin, process.cwd()))
        .list('model')
        .map(({ plugin: { name, summary } }) => ({ name, summary }));
      if (json) return printJson(rows);
      print(
        formatTable(
          ['model', 'what it is'],
          rows.map((row) => Object.values(row)),
        ),
      );
    });
  command
    .command('show')
    .description('Show trainable parameters, multiply-adds and output shape.')
    .argument('<name>', 'architecture, such as wide-resnet')
    .option('--set <option=value>', 'set an option of the architecture (repeatable)', collect)
    .option('--plugin <module>', 'include a plugin package or file (repeatable)', collect)
    .option('--classes <n>', 'number of classes', integerOption('--classes', 1, 1e6), 10)
    .option('--size <pixels>', 'side of the input image', integerOption('--size', 1, 4096), 32)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  augmix models show wide-resnet\n  augmix models show wide-resnet --set depth=16 --set widen=1 --json',
    )
    .action(async (name: string, { set, plugin = [], classes, size, json }: ShowOptions) => {
      const registry = await usePluginModules(createFirstPartyRegistry(), plugin, process.cwd());
      const ref = applyOverrides({ type: name }, set ?? []) as { type: string };
      registry.get('model', name);
      await startChosenBackend(registry);
      const model = ((await registry.create('model', ref)) as Model).build({
        inputShape: [size, size, 3],
        classes,
        seed: 1,
      });
      const { trainableParameters, multiplyAdds, outputShape } = describeModel(model);
      const options = registry.resolve('model', ref);
      const facts = {
        name,
        options,
        inputShape: [size, size, 3],
        trainableParameters,
        multiplyAdds,
        outputShape,
      };
      model.dispose();
      if (json) return printJson(facts);
      print(
        formatTable(
          ['fact', 'value'],
          Object.entries(facts).map(([key, value]) => [
            key,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        ),
      );
    });
  return command;
}
