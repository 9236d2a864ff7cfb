import {
  AugmixError,
  defineAugmentation,
  formatPath,
  isAugmixError,
  parseWith,
  z,
  type PluginContext,
} from '@augmix/core';
import { policyProblem } from '../internal/policy-problem.js';
import { policy } from '../policy.js';
import { readPolicy } from '../read-policy.js';
import type { Magnitudes, SubPolicy } from '../sub-policy.js';
import { interpolationOption, optionalFill } from './image-options.js';

const entry = z.tuple([z.string(), z.number().min(0).max(1), z.number().nullish()]);
const subPolicies = z.array(z.array(entry).min(1)).min(1);

const options = z
  .strictObject({
    subPolicies: z
      .union([z.string(), subPolicies])
      .describe('Lists of [op, probability, magnitude], or the JSON or Python file that holds them.')
      .meta({
        examples: [
          [
            [
              ['rotate', 0.7, 2],
              ['translate_x', 0.3, 9],
            ],
          ],
        ],
      }),
    entry: z.string().optional().describe('Name of the list in a file that has several.'),
    magnitudes: z
      .enum(['autoaugment', 'fast-autoaugment'])
      .default('autoaugment')
      .describe("Whether magnitudes are AutoAugment's levels 0–9 or Fast AutoAugment's shares 0–1."),
    fill: optionalFill('128, or 0 for fast-autoaugment, when left out'),
    interpolation: interpolationOption,
  })
  .superRefine(({ subPolicies: given, magnitudes }, context) => {
    const problem = typeof given === 'string' ? undefined : policyProblem(given, magnitudes);
    if (!problem) return;
    context.addIssue({ code: 'custom', path: ['subPolicies', ...problem.path], message: problem.expected });
  });

/**
 * Options of the `policy` augmentation.
 *
 * @example
 * ```ts
 * import type { PolicyOptions } from '@augmix/policies/plugins';
 * const options: PolicyOptions = { subPolicies: [[['rotate', 0.7, 2], ['translate_x', 0.3, 9]]] };
 * ```
 */
export type PolicyOptions = z.input<typeof options>;

async function readFile(
  name: string,
  entry: string | undefined,
  { folder }: PluginContext,
): Promise<unknown[]> {
  // Loaded when needed: everything else here runs in a browser too.
  const [{ readFile }, { resolve }] = await Promise.all([import('node:fs/promises'), import('node:path')]);
  const file = resolve(folder, name);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new AugmixError('CONFIG_NOT_FOUND', 'cannot read the policy', { file, path: 'subPolicies', cause });
  }
  try {
    return readPolicy(text, entry);
  } catch (error) {
    throw isAugmixError(error) ? error.at({ file }) : error;
  }
}

/** Checks what a file holds, as the options' schema checks lists that stand in the config. */
function check(lists: unknown, magnitudes: Magnitudes, file: string): SubPolicy[] {
  let parsed: SubPolicy[];
  try {
    parsed = parseWith(subPolicies, lists);
  } catch (error) {
    throw isAugmixError(error) ? error.at({ file }) : error;
  }
  const problem = policyProblem(parsed, magnitudes);
  if (!problem) return parsed;
  throw new AugmixError('CONFIG_INVALID_VALUE', `invalid value ${JSON.stringify(problem.found)}`, {
    file,
    path: formatPath(problem.path),
    expected: problem.expected,
  });
}

/**
 * Any policy as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { policyPlugin } from '@augmix/policies/plugins';
 * createRegistry().use(policyPlugin).names('augmentation'); // => ['policy']
 * ```
 */
export const policyPlugin = defineAugmentation({
  name: 'policy',
  summary: 'Applies a sub-policy of a list: given ops with their probabilities and magnitudes.',
  options,
  load:
    async () =>
    async ({ subPolicies: given, entry, ...settings }, context) => {
      if (typeof given !== 'string') return policy({ ...settings, subPolicies: given });
      const lists = await readFile(given, entry, context);
      return policy({ ...settings, subPolicies: check(lists, settings.magnitudes, given) });
    },
});

declare module '@augmix/core' {
  interface PluginTypes {
    'augmentation/policy': PolicyOptions;
  }
}
