import { isAugmixError, type AnyPlugin } from '@augmix/core';
import { Finding } from './internal/claim.js';
import type { TensorFlow } from './tensorflow.js';

/** What a law looks at: one plugin with one set of options. */
export interface Subject<Instance = unknown> {
  readonly plugin: AnyPlugin;
  /** The options under test, as a config would state them. */
  readonly options: Readonly<Record<string, unknown>>;
  /** TensorFlow.js, where it was passed in. */
  readonly tf?: TensorFlow;
  /** A new instance of the plugin with these options. */
  create(): Promise<Instance>;
}

/** Something that every plugin of a kind has to keep to. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- kits hold laws of every kind of instance
export interface Law<Instance = any> {
  /** The end of a sentence that starts with the plugin, as the name of a test: `leaves its image as it was`. */
  readonly name: string;
  /** What is expected of a plugin of this kind, and why. */
  readonly because: string;
  /** Throws where the law does not hold. */
  check(subject: Subject<Instance>): void | Promise<void>;
}

/**
 * The error of a law that does not hold. Its message names plugin, law, what is expected of such a plugin, and what
 * was found instead.
 *
 * @example
 * ```ts
 * import { createImage, defineOp, z } from '@augmix/core';
 * import { brokenLaws } from '@augmix/plugin-testing';
 * const crop = defineOp({
 *   name: 'acme/crop',
 *   summary: 'Takes the first pixel.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({
 *     name: 'acme/crop',
 *     sample: () => ({}),
 *     apply: ({ data }) => createImage(1, 1, 3, data.slice(0, 3)),
 *   }),
 * });
 * const [broken] = await brokenLaws(crop);
 * broken.law; // => 'gives an image of the size that it says'
 * broken.found; // => 'a 32×24 image with 3 channels became 1×1 with 3 channels, and outputSize says 32×24'
 * ```
 */
export class BrokenLaw extends Error {
  override readonly name = 'BrokenLaw';
  /** The name of the law. */
  readonly law: string;
  readonly found: string;

  constructor({ kind, name }: AnyPlugin, law: Law, cause: unknown) {
    const found = cause instanceof Finding ? cause.message : `it threw ${errorText(cause)}`;
    super(
      `${kind} "${name}" breaks "${law.name}".\nExpected: ${law.because}\nFound: ${found}`,
      cause instanceof Finding ? {} : { cause },
    );
    this.law = law.name;
    this.found = found;
  }
}

const errorText = (error: unknown): string => (isAugmixError(error) ? error.toLine() : String(error));

/**
 * Checks one law.
 *
 * @param exception why the plugin cannot keep it
 * @throws BrokenLaw where it does not hold, or where it does in spite of an exception.
 */
export async function checkLaw(law: Law, subject: Subject, exception?: string): Promise<void> {
  let broken: BrokenLaw | undefined;
  try {
    await law.check(subject);
  } catch (cause) {
    broken = new BrokenLaw(subject.plugin, law, cause);
  }
  if (broken && exception === undefined) throw broken;
  if (broken || exception === undefined) return;
  throw new BrokenLaw(subject.plugin, law, new Finding(`it holds, and needs no exception (${exception})`));
}
