import { z } from '@augmix/core';

const side = z.int().min(1);
const perChannel = z.array(z.number()).min(1).max(3);
const positivePerChannel = z.array(z.number().positive()).min(1).max(3);
/** An output of a model, by number or by its name in `classes`. */
const outputRef = z.union([z.int().min(0), z.string()]);

/**
 * The schema of what a user writes beside a model: where it is, which images it takes, and what its outputs mean.
 *
 * An 8-bit level v becomes `(low + (high − low) · v / 255 − mean) / std`, every step rounded to float32; with the range 0 … 1
 * these are the bits of torchvision's `ToTensor` and `Normalize`.
 */
export const modelDescriptionSchema = z.strictObject({
  model: z
    .string()
    .min(1)
    .describe('ONNX file, or folder (or model.json) of TensorFlow.js; relative to this file.'),
  format: z
    .enum(['layers', 'graph', 'onnx'])
    .optional()
    .describe(
      'What wrote the model: TensorFlow.js (layers or graph) or ONNX; seen from the files when left out.',
    ),
  size: z
    .union([side, z.tuple([side, side])])
    .optional()
    .describe("Side of the images, or [height, width]; the model's own when it is fixed there."),
  resize: side
    .optional()
    .describe('Shorter side that images are resized to before `size` is cut from their centre.'),
  layout: z
    .enum(['nhwc', 'nchw'])
    .optional()
    .describe("Order of the input's axes; seen from the model when it fixes the channels."),
  range: z
    .tuple([z.number(), z.number()])
    .refine(([low, high]) => low < high, 'two numbers, the lower one first')
    .optional()
    .describe('What black and white become: [0, 1] (default), [0, 255] or [-1, 1].'),
  mean: perChannel
    .optional()
    .describe(
      "Subtracted, in units of `range`: one number or one per channel, in the model's channel order.",
    ),
  std: positivePerChannel.optional().describe('Divided by after `mean` is subtracted.'),
  channelOrder: z.enum(['rgb', 'bgr']).default('rgb').describe('Order of the colours.'),
  channels: z
    .union([z.literal(1), z.literal(3)])
    .optional()
    .describe('1 for grey, 3 for colour.'),
  classes: z
    .union([z.array(z.string()).min(2), z.string().min(1)])
    .optional()
    .describe('Names of the outputs in order, or a file with them: one a line, or a JSON list.'),
  classMapping: z
    .union([z.array(outputRef).min(1), z.record(z.string(), outputRef)])
    .optional()
    .describe(
      "Which output is which class: per class of the data set, in order, an output's number or name; or { class: output }.",
    ),
  output: z.string().min(1).optional().describe('Name of the output to judge, when there are several.'),
  outputs: z
    .enum(['logits', 'probabilities'])
    .optional()
    .describe(
      'What the outputs are; of probabilities the logarithm is taken. Seen from the outputs when left out.',
    ),
  batchSize: z.int().min(1).optional().describe('Most images at a time.'),
});

/** A model description as it is written, see {@link modelDescriptionSchema}. */
export type ModelDescriptionInput = z.input<typeof modelDescriptionSchema>;

/**
 * A model description that was read: plain data that can be sent to worker threads. Paths are absolute, and `classes` are
 * names.
 */
export interface ModelDescription extends Omit<z.output<typeof modelDescriptionSchema>, 'size' | 'classes'> {
  /** `[height, width]` */
  size?: [number, number];
  classes?: string[];
  /** The file that the description was read from. */
  file?: string;
}
