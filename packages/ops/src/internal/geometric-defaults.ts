import type { GeometricOptions } from '../geometric-options.js';

/** The options with the reference's defaults, in the order in which they stand in a trace. */
export function withDefaults({
  fill = 0,
  interpolation = 'bilinear',
}: GeometricOptions): Required<GeometricOptions> {
  return { fill, interpolation };
}
