import { z, type AnyPlugin, type Registry } from '@augmix/core';

/** Whether a plugin has an option of this name: one of somebody else need not know the benchmarks' presets. */
export function takesOption(
  registry: Registry<AnyPlugin>,
  kind: 'corruption' | 'perturbation',
  type: string,
  option: string,
): boolean {
  const options = registry.get(kind, type).options as z.ZodType;
  const { properties = {} } = z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' });
  return option in properties;
}
