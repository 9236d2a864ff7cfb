import { plugins as tensorflow } from '@augmix/backend-tensorflow/plugins';
import { plugins as wasm } from '@augmix/backend-wasm/plugins';
import { createRegistry, type Registry } from '@augmix/core';
import { plugins as corruptions } from '@augmix/corruptions/plugins';
import { plugins as data } from '@augmix/data/plugins';
import { plugins as losses } from '@augmix/losses/plugins';
import { plugins as metrics } from '@augmix/metrics/plugins';
import { plugins as mixing } from '@augmix/mixing/plugins';
import { plugins as models } from '@augmix/models/plugins';
import { plugins as ops } from '@augmix/ops/plugins';
import { plugins as policies } from '@augmix/policies/plugins';
import { plugins as trainer } from '@augmix/trainer/plugins';

type FirstPartySet =
  | typeof ops
  | typeof mixing
  | typeof policies
  | typeof losses
  | typeof metrics
  | typeof models
  | typeof data
  | typeof corruptions
  | typeof trainer
  | typeof wasm
  | typeof tensorflow;

/** Every plugin that comes with `augmix`. */
export type FirstPartyPlugin = FirstPartySet['plugins'][number];

/**
 * A registry with every first-party plugin in it; add your own with `.use(…)`.
 *
 * @example
 * ```ts
 * import { createFirstPartyRegistry } from 'augmix';
 * createFirstPartyRegistry().names('augmentation').join(' '); // => 'augmix autoaugment cutout none patch-noise policy rand-augment trivial-augment'
 * ```
 */
export function createFirstPartyRegistry(): Registry<FirstPartyPlugin> {
  return createRegistry()
    .use(ops)
    .use(mixing)
    .use(policies)
    .use(losses)
    .use(metrics)
    .use(models)
    .use(data)
    .use(corruptions)
    .use(trainer)
    .use(wasm)
    .use(tensorflow);
}
