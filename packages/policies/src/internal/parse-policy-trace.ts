import { AugmixError, isAugmixError, parseWith, suggestName, z, type ConfigPath } from '@augmix/core';
import { opsByName } from '../policy-op.js';
import type { PolicyTrace } from '../policy-trace.js';

const level = z.int().min(0).max(255);
const fill = z.union([level, z.array(level).min(1)]);
const place = { fill, interpolation: z.enum(['bilinear', 'nearest']) };
const side = z.int().min(0);
const factor = z.strictObject({ factor: z.number() });
const nothing = z.strictObject({});

const argsOf: Record<string, z.ZodType> = {
  shear_x: factor.extend(place),
  shear_y: factor.extend(place),
  translate_x: z.strictObject({ pixels: z.number(), ...place }),
  translate_y: z.strictObject({ pixels: z.number(), ...place }),
  rotate: z.strictObject({ degrees: z.number(), ...place }),
  brightness: factor,
  color: factor,
  contrast: factor,
  sharpness: factor,
  posterize: z.strictObject({ bits: z.int().min(0).max(8) }),
  solarize: z.strictObject({ threshold: z.number() }),
  autocontrast: nothing,
  equalize: nothing,
  invert: nothing,
  cutout: z.strictObject({ left: side, top: side, right: side, bottom: side, fill }),
};

const shape = z.strictObject({ steps: z.array(z.strictObject({ op: z.string(), args: z.looseObject({}) })) });

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, path: ConfigPath): z.output<Schema> {
  try {
    return parseWith(schema, value, path);
  } catch (error) {
    if (!isAugmixError(error)) throw error;
    throw new AugmixError('TRACE_INVALID', error.message, error.details);
  }
}

/** Checks a trace that was read from JSON, down to the arguments of each op. */
export function parsePolicyTrace(value: unknown): PolicyTrace {
  const { steps } = parse(shape, value, []);
  steps.forEach(({ op, args }, index) => {
    if (!opsByName.has(op)) {
      throw new AugmixError('TRACE_INVALID', `unknown op "${op}"`, {
        path: `steps[${index}].op`,
        suggestion: suggestName(op, opsByName.keys()),
      });
    }
    parse(argsOf[op], args, ['steps', index, 'args']);
  });
  return { steps };
}
