import { AugmixError, suggestName } from '@augmix/core';
import type {
  Device,
  Installation,
  InstallationQuery,
  InstallOutcome,
} from '@augmix/backend-tensorflow/install';
import { Command, Option } from 'commander';
import { formatTable, note, print, printJson } from '../terminal/output.js';
import { Progress } from '../terminal/progress.js';

/** Backends that are installed by a command; the others come with `augmix`. */
const installable = ['tensorflow'] as const;

interface Choice extends InstallationQuery {
  json?: boolean;
}

interface InstallSettings extends Choice {
  wheel?: string;
  fromPython?: string;
}

// Only when it is needed: unpacking a wheel is of no use to any other command.
const installer = () => import('@augmix/backend-tensorflow/install');

export function backendCommand(): Command {
  const command = new Command('backend').description(
    'Install, list, test and remove TensorFlow as a backend.',
  );
  command.addCommand(listCommand()).addCommand(installCommand()).addCommand(testCommand());
  return command.addCommand(removeCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description('List what is installed.')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const installations = (await (await installer()).listInstallations()).map(facts);
      if (json) return printJson(installations);
      if (installations.length === 0)
        return note('nothing is installed; "augmix backend install tensorflow" installs TensorFlow');
      const rows = installations.map(({ backend, version, device, size, folder }) => [
        backend,
        version,
        device,
        size,
        folder,
      ]);
      print(formatTable(['backend', 'version', 'device', 'size', 'folder'], rows));
    });
}

function installCommand(): Command {
  return withChoice(new Command('install'))
    .description('Fetch a backend, put it together, and try it.')
    .option('--wheel <file>', 'wheel of tensorflow or tensorflow-cpu, where pip reaches no index')
    .option('--from-python <interpreter>', 'a Python that has TensorFlow, whose libraries are used')
    .addHelpText(
      'after',
      '\nExamples:\n  augmix backend install tensorflow\n  augmix backend install tensorflow --device gpu\n' +
        '  augmix backend install tensorflow --wheel tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl\n' +
        '  augmix backend install tensorflow --from-python ~/venv/bin/python\n\n' +
        'TensorFlow comes from the package indexes that npm and pip are configured with: 274 MB to download and 860 MB\n' +
        'on disk for the CPU, several GB with the libraries for a GPU.',
    )
    .action(async (name: string, { json, ...settings }: InstallSettings) => {
      checkName(name);
      const outcome = await interruptible((signal) => install(settings, signal));
      if (!outcome) return note('stopped: nothing was installed');
      if (json) return printJson({ ...facts(outcome.installation), proof: outcome.proof });
      print(outcome.installation.folder);
      note('choose it with "--set backend=tensorflow" or AUGMIX_BACKEND=tensorflow');
    });
}

async function install(
  settings: Omit<InstallSettings, 'json'>,
  signal: AbortSignal,
): Promise<InstallOutcome> {
  const { installTensorflow } = await installer();
  const progress = new Progress();
  try {
    return await installTensorflow({
      ...settings,
      signal,
      log: (line) => {
        progress.end();
        note(line);
      },
      onProgress: (fraction, text) => progress.show(fraction, text),
    });
  } finally {
    progress.end();
  }
}

/** Work that a Ctrl-C ends after it has cleaned up; `undefined` if it did. */
async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    process.exitCode = 130;
    return undefined;
  } finally {
    process.off('SIGINT', stop);
  }
}

function testCommand(): Command {
  return withChoice(new Command('test'))
    .description('Train a few steps of a small network on an installed backend.')
    .action(async (name: string, { json, ...query }: Choice) => {
      checkName(name);
      const { testInstallation } = await installer();
      const proof = await testInstallation(await installed(query));
      if (json) return printJson(proof);
      const [first, last] = [proof.losses[0], proof.losses.at(-1)!];
      const seconds = (proof.milliseconds / 1000).toFixed(1);
      print(
        `TensorFlow ${proof.version} trains on the ${proof.device} with ${proof.threads} threads: ` +
          `loss ${first.toFixed(4)} → ${last.toFixed(4)} in ${seconds} s`,
      );
    });
}

function removeCommand(): Command {
  return withChoice(new Command('remove'))
    .description('Remove an installed backend: of several, those that --version and --device name.')
    .action(async (name: string, { json, ...query }: Choice) => {
      checkName(name);
      const { listInstallations, removeInstallation } = await installer();
      await installed(query);
      const chosen = (await listInstallations()).filter(
        ({ version, device }) =>
          version === (query.version ?? version) && device === (query.device ?? device),
      );
      for (const installation of chosen) await removeInstallation(installation);
      if (json) return printJson(chosen.map(facts));
      for (const { version, device } of chosen) print(`removed TensorFlow ${version} for ${device}`);
    });
}

const withChoice = (command: Command): Command =>
  command
    .argument('<name>', `backend: ${installable.join(', ')}`)
    .option('--version <version>', 'version of the backend')
    .addOption(
      new Option('--device <device>', 'library for the CPU alone, or for a GPU too').choices(['cpu', 'gpu']),
    )
    .option('--json', 'print JSON');

function checkName(name: string): void {
  if ((installable as readonly string[]).includes(name)) return;
  if (name === 'wasm')
    throw new AugmixError('USAGE', 'backend wasm comes with augmix: there is nothing to install');
  throw new AugmixError('PLUGIN_UNKNOWN', `no backend "${name}" can be installed`, {
    suggestion: suggestName(name, installable),
  });
}

async function installed(query: { version?: string; device?: Device }): Promise<Installation> {
  const found = await (await installer()).findInstallation(query);
  if (found) return found;
  const what = ['TensorFlow', query.version, query.device && `for ${query.device}`].filter(Boolean).join(' ');
  throw new AugmixError('BACKEND_UNAVAILABLE', `${what} is not installed`, {
    suggestion: 'run: augmix backend install tensorflow',
  });
}

function facts({ version, device, folder, addonBuild, tfjsNode, wheel, installedAt, sizes }: Installation) {
  const bytes = Object.values(sizes).reduce((total, size) => total + size, 0);
  const size = `${Math.round(bytes / 1e6)} MB`;
  return {
    backend: installable[0],
    version,
    device,
    size,
    bytes,
    folder,
    addonBuild,
    tfjsNode,
    wheel,
    installedAt,
  };
}
