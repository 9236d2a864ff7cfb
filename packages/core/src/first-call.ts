import type { Augmentation, BatchAugmentation } from './contracts/augmentation.js';
import type { Corruption } from './contracts/corruption.js';
import type { Metric } from './contracts/metric.js';
import type { Op } from './contracts/op.js';
import { AugmixError } from './errors.js';
import type { Image, Size } from './image.js';
import type { PluginKind } from './plugin.js';

/** Says what is wrong with a plugin, whose name stands before it. */
type Refuse = (found: string, expected: string) => never;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- methods of every contract pass through
type Method = (...args: any[]) => unknown;

/** Instances that are looked at already: a factory may give one out again. */
const looking = /* @__PURE__ */ new WeakSet<object>();

/** Has the first call of a method looked at; then the method stands in its place again, and calls cost what they did. */
function onFirstCall<Instance extends object>(
  instance: Instance,
  name: keyof Instance & string,
  look: (call: () => unknown, args: unknown[]) => unknown,
): void {
  const method = instance[name] as Method;
  // What is no method or cannot be replaced fails, or works, where it is used.
  if (typeof method !== 'function' || !Object.isExtensible(instance) || looking.has(instance)) return;
  const own = Object.getOwnPropertyDescriptor(instance, name);
  let isChecked = false;
  const checked: Method = function (this: unknown, ...args) {
    // Only who took the method out of the instance before still comes here.
    if (isChecked) return method.apply(this, args);
    const result = look(() => method.apply(this, args), args);
    isChecked = true;
    if (own) Object.defineProperty(instance, name, own);
    else delete (instance as Record<string, unknown>)[name];
    return result;
  };
  looking.add(instance);
  Object.defineProperty(instance, name, {
    value: checked,
    writable: true,
    configurable: true,
    enumerable: true,
  });
}

const shape = ({ width, height, channels }: Image): string =>
  `${width}×${height} with ${channels} channel${channels === 1 ? '' : 's'}`;

function checkImage(result: Image, input: Image, size: Size, refuse: Refuse): void {
  const expected = { width: size.width, height: size.height, channels: input.channels } as Image;
  const hasShape =
    result?.width === expected.width &&
    result.height === expected.height &&
    result.channels === expected.channels;
  if (!hasShape)
    refuse(`made ${result ? shape(result) : String(result)} of ${shape(input)}`, shape(expected));
  const bytes = expected.width * expected.height * expected.channels;
  if (result.data?.length !== bytes || result.data.BYTES_PER_ELEMENT !== 1) {
    refuse(`gave ${result.data?.length} values for ${shape(expected)}`, `a Uint8Array of ${bytes}`);
  }
}

const shown = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value) : String(value));

/** Metrics choose the best checkpoint, so they must say which way is up. */
function checkMetric(metric: Metric, refuse: Refuse): void {
  if (metric.better !== 'lower' && metric.better !== 'higher')
    refuse(`says that ${shown(metric.better)} is better`, '"lower" or "higher"');
  onFirstCall(metric, 'compute', (call) => {
    const result: unknown = call();
    // NaN is a number: of a metric that is not defined for what it saw.
    return typeof result === 'number' ? result : refuse(`gave ${typeof result}`, 'a number');
  });
}

const hooks = ['onRunStart', 'onEpochStart', 'onStepEnd', 'onEpochEnd', 'onRunEnd'];

/** Nobody would notice that a misspelt hook is never called. */
function checkCallback(callback: Record<string, unknown>, refuse: Refuse): void {
  const present = hooks.filter((hook) => callback[hook] !== undefined);
  const wrong = present.find((hook) => typeof callback[hook] !== 'function');
  if (wrong !== undefined) refuse(`has ${wrong}: ${shown(callback[wrong])}`, 'a function');
  if (present.length === 0) refuse('has no hook', `one of ${hooks.join(', ')}`);
}

function checkFinite(values: Float32Array, what: string, refuse: Refuse): void {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) refuse(`left ${values[wrong]} at place ${wrong} of ${what}`, 'finite numbers');
}

/**
 * Has a plugin, or its first result, checked: what a wrong one would do to a run shows much later, and elsewhere.
 * Costs nothing from the second call on.
 */
export function checkFirstCall(kind: PluginKind, instance: unknown, who: string): void {
  const refuse: Refuse = (found, expected) => {
    throw new AugmixError('PLUGIN_INVALID', `${who} ${found}`, { expected });
  };
  if (typeof instance !== 'object' || instance === null) refuse(`created ${String(instance)}`, `its ${kind}`);
  if (kind === 'op') {
    const op = instance as Op;
    onFirstCall(op, 'apply', (call, [image, args]) => {
      const input = image as Image;
      const size = op.outputSize?.(input, args) ?? { width: input.width, height: input.height };
      const result = call() as Image;
      checkImage(result, input, size, refuse);
      return result;
    });
  } else if (kind === 'corruption') {
    onFirstCall(instance as Corruption, 'apply', (call, [image]) => {
      const { width, height } = image as Image;
      const result = call() as Image;
      checkImage(result, image as Image, { width, height }, refuse);
      return result;
    });
  } else if (kind === 'augmentation') {
    onFirstCall(instance as Augmentation, 'render', (call, [, , , out]) => {
      // What it does not write stays NaN.
      const view = (out as Float32Array).fill(NaN);
      call();
      checkFinite(view, 'its view', refuse);
    });
  } else if (kind === 'batch-augmentation') {
    onFirstCall(instance as BatchAugmentation, 'apply', (call, [batch, labels]) => {
      call();
      checkFinite((batch as { data: Float32Array }).data, 'the images', refuse);
      checkFinite((labels as { data: Float32Array }).data, 'the labels', refuse);
    });
  } else if (kind === 'metric') {
    checkMetric(instance as Metric, refuse);
  } else if (kind === 'callback') {
    checkCallback(instance as Record<string, unknown>, refuse);
  } else if (kind === 'schedule') {
    onFirstCall(instance as { rate: Method }, 'rate', (call) => {
      const result = call();
      return Number.isFinite(result) ? result : refuse(`gave ${shown(result)}`, 'a finite number');
    });
  } else if (kind === 'loss') {
    onFirstCall(instance as { compute: Method }, 'compute', (call) => {
      const result = call() as { shape?: number[] } | undefined;
      if (result?.shape?.length === 0) return result;
      return refuse(
        `gave ${result?.shape ? `a tensor of shape [${result.shape.join(', ')}]` : typeof result}`,
        'a scalar, a tensor of shape []',
      );
    });
  }
}
