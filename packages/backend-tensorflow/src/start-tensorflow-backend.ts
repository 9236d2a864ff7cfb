import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { AugmixError, isAugmixError } from '@augmix/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Binding, NativeBackend } from './internal/native-backend.js';
import { findNativePackage, type NativePackage, type NativePackageQuery } from './internal/native-package.js';
import { packageModules } from './internal/package-modules.js';
import { quietly } from './internal/quietly.js';
import { registerTrainingKernels } from './register-kernels.js';

/** What {@link startTensorflowBackend} can be told. */
export interface TensorflowBackendOptions {
  /** `augmix`: what `augmix backend install tensorflow` has installed (default); `project`: tfjs-node(-gpu) of the project. */
  source?: 'augmix' | 'project';
  /** Version of TensorFlow, of those that are installed (default: the newest). */
  version?: string;
  /** `gpu` wants a library with GPU kernels, `cpu` one without (default: whatever is there). */
  device?: 'cpu' | 'gpu';
  /** Threads of an operation (default: all cores). One process has one number, which the first start determines. */
  threads?: number;
  /** Folder whose project `source: 'project'` looks at (default: the current one). */
  folder?: string;
}

/** Facts about the running backend. */
export interface TensorflowBackendInfo {
  /** Version of TensorFlow. */
  version: string;
  /** Version of tfjs-node; `undefined` when the program had loaded it before. */
  tfjsNode: string | undefined;
  device: 'cpu' | 'gpu';
  threads: number;
}

let loaded: NativePackage | undefined;

/**
 * Makes TensorFlow the current TensorFlow.js backend, with the kernels that training needs. The JavaScript of tfjs-node is
 * loaded against the program's own TensorFlow.js; a program that has imported tfjs-node itself keeps what it has. It may
 * be called again.
 *
 * @throws AugmixError `BACKEND_UNAVAILABLE` if TensorFlow is not installed or cannot be loaded, or if `threads` differs
 * from what TensorFlow has started with.
 *
 * @example
 * ```ts no-run
 * import * as tf from '@tensorflow/tfjs-core';
 * import { startTensorflowBackend } from '@augmix/backend-tensorflow';
 * console.log(await startTensorflowBackend({ threads: 2 })); // { version: '2.21.0', tfjsNode: '4.22.0', device: 'cpu', threads: 2 }
 * console.log(tf.getBackend()); // 'tensorflow'
 * ```
 */
export async function startTensorflowBackend(
  options: TensorflowBackendOptions = {},
): Promise<TensorflowBackendInfo> {
  const present = tf.findBackendFactory('tensorflow') as (() => unknown) | null;
  if (present) checkThreads(options.threads);
  else await load(options);
  if (!(await tf.setBackend('tensorflow'))) throw unavailable('its initialisation failed');
  registerTrainingKernels();
  return runningBackend();
}

/** Whether {@link startTensorflowBackend} would find a TensorFlow; nothing is loaded. */
export async function isTensorflowInstalled(options: TensorflowBackendOptions = {}): Promise<boolean> {
  return findNativePackage(nativePackageQuery(options)).then(
    () => true,
    () => false,
  );
}

/** Facts about the backend, which has to be running. */
export function runningBackend(): TensorflowBackendInfo {
  const { binding, isUsingGpuDevice } = tf.backend() as NativeBackend;
  return {
    version: binding.TF_Version,
    tfjsNode: loaded?.version,
    device: isUsingGpuDevice ? 'gpu' : 'cpu',
    threads: threads(),
  };
}

async function load(options: TensorflowBackendOptions): Promise<void> {
  const found = await findNativePackage(nativePackageQuery(options));
  setEnvironment(options.threads);
  try {
    const modules = packageModules(found.folder);
    modules('dist/register_all_kernels.js');
    const { NodeJSKernelBackend } = modules('dist/nodejs_kernel_backend.js') as {
      NodeJSKernelBackend: new (binding: Binding, name: string) => NativeBackend;
    };
    const binding = quietly(() => createRequire(import.meta.url)(found.addon) as Binding);
    tf.registerBackend('tensorflow', () => new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node-gpu'));
    loaded = found;
  } catch (cause) {
    throw isAugmixError(cause) ? cause : unavailable((cause as Error).message, cause);
  }
}

function nativePackageQuery(options: TensorflowBackendOptions): NativePackageQuery {
  const { source = 'augmix', version, device, folder = process.cwd() } = options;
  return { source, version, device, project: folder };
}

// TensorFlow reads its environment when it is loaded.
function setEnvironment(threads: number | undefined): void {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  if (threads !== undefined) {
    process.env['TF_NUM_INTRAOP_THREADS'] = String(threads);
    process.env['TF_NUM_INTEROP_THREADS'] = '1';
  }
}

const threads = (): number => Number(process.env['TF_NUM_INTRAOP_THREADS']) || availableParallelism();

function checkThreads(wanted: number | undefined): void {
  if (wanted === undefined || wanted === threads()) return;
  throw unavailable(`it runs with ${threads()} threads already, and a process has one number`);
}

const unavailable = (reason: string, cause?: unknown): AugmixError =>
  new AugmixError('BACKEND_UNAVAILABLE', `Backend tensorflow cannot be started: ${reason.split('\n')[0]}`, {
    cause,
    suggestion: 'run: augmix backend test tensorflow',
  });
