import { existsSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { isAugmixError, type AnyPlugin, type AugmixError, type Registry } from '@augmix/core';
import type { Backend } from '@augmix/core/tensor';
import { chooseBackend } from '@augmix/trainer';
import * as tf from '@tensorflow/tfjs-core';
import { Command } from 'commander';
import { createFirstPartyRegistry } from '../first-party-registry.js';
import { installedVersion } from '../installed-version.js';
import { formatTable, print, printJson } from '../terminal/output.js';

// A convolution of a middle layer of WRN-16-1: 64 images of 16 × 16 with 32 channels.
const convolution = { batch: 64, side: 16, channels: 32, repeats: 10 };

/** Billions of floating-point operations per second in a 3 × 3 convolution. */
async function convolutionSpeed(): Promise<number> {
  const { batch, side, channels, repeats } = convolution;
  const image = tf.randomNormal([batch, side, side, channels]) as tf.Tensor4D;
  const kernel = tf.randomNormal([3, 3, channels, channels]) as tf.Tensor4D;
  const once = async (): Promise<void> => {
    const result = tf.conv2d(image, kernel, 1, 'same');
    await result.data();
    result.dispose();
  };
  for (let warmUp = 0; warmUp < 3; warmUp++) await once();
  const startedAt = performance.now();
  for (let repeat = 0; repeat < repeats; repeat++) await once();
  const seconds = (performance.now() - startedAt) / 1000;
  tf.dispose([image, kernel]);
  return (2 * 9 * channels * channels * batch * side * side * repeats) / seconds / 1e9;
}

/** What is found of a backend: facts, and the command that would improve matters. */
async function backendFacts(registry: Registry<AnyPlugin>, name: string): Promise<Record<string, string>> {
  try {
    const backend = (await registry.create('backend', name)) as Backend;
    await backend.start();
    const speed = await convolutionSpeed();
    const facts = await backend.describe();
    return {
      works: 'yes',
      ...facts,
      convolution: `${speed.toFixed(1)} GFLOPS`,
      ...(backend.replicable && { replicas: `up to ${availableParallelism()}, one per core` }),
      ...improvement(name, facts),
    };
  } catch (error) {
    const { message, details } = error as Partial<AugmixError>;
    const suggestion = isAugmixError(error) ? details?.suggestion?.replace(/^run: /, '') : undefined;
    return { works: `no: ${message?.split('\n')[0]}`, ...(suggestion && { improve: suggestion }) };
  }
}

/** A GPU that the backend could use and does not. */
function improvement(name: string, { device }: Record<string, string>): Record<string, string> {
  const hasGpu = existsSync('/proc/driver/nvidia/version');
  return name === 'tensorflow' && device === 'cpu' && hasGpu
    ? { improve: 'augmix backend install tensorflow --device gpu' }
    : {};
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Show what this machine offers: versions, cores, backends and their measured speed.')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const registry = createFirstPartyRegistry() as unknown as Registry<AnyPlugin>;
      registry.checkPrerequisites();
      const system = {
        augmix: installedVersion(),
        node: process.version,
        platform: `${process.platform}-${process.arch}`,
        processor: cpus()[0]?.model ?? 'unknown',
        cores: String(cpus().length),
        memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
        'TensorFlow.js': tf.version_core,
        plugins: String(registry.list().length),
        'backend auto': await chooseBackend((name) => registry.create('backend', name)),
      };
      const backends: Record<string, Record<string, string>> = {};
      const names = registry.names('backend').filter((name) => name !== 'auto');
      for (const name of names) backends[name] = await backendFacts(registry, name);
      if (json) return printJson({ system, backends });
      print(formatTable(['system', ''], Object.entries(system)));
      for (const [name, facts] of Object.entries(backends))
        print(`\n${formatTable([`backend ${name}`, ''], Object.entries(facts))}`);
    });
}
