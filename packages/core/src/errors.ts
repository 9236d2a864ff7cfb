/**
 * Every error that AugMix raises on purpose, by code: what it means, what to do, and the exit code of a command
 * that ends with it (1 failed, 2 wrong usage or config). `docs/reference/errors.md` is generated from this table.
 *
 * @example
 * ```ts
 * import { errorCatalogue } from '@augmix/core';
 * errorCatalogue.DATA_CHECKSUM; // => { exit: 1, meaning: 'A file does not have the published checksum.' }
 * ```
 */
export const errorCatalogue = {
  CONFIG_NOT_FOUND: { exit: 2, meaning: 'The config file does not exist or cannot be read.' },
  CONFIG_SYNTAX: { exit: 2, meaning: 'The config file is not valid YAML or JSON.' },
  CONFIG_UNKNOWN_KEY: { exit: 2, meaning: 'A key is not known at this place, most often a misspelling.' },
  CONFIG_INVALID_VALUE: { exit: 2, meaning: 'A value has the wrong type, is out of range, or is missing.' },
  CONFIG_CONFLICT: { exit: 2, meaning: 'Two settings are valid alone but make no sense together.' },
  PLUGIN_UNKNOWN: { exit: 2, meaning: 'No plugin of this kind has this name.' },
  PLUGIN_DUPLICATE: { exit: 2, meaning: 'Two packages register a plugin of the same kind and name.' },
  PLUGIN_API_VERSION: { exit: 2, meaning: 'A plugin was made for another version of the plugin contract.' },
  PLUGIN_PREREQUISITE: { exit: 2, meaning: 'A plugin needs another plugin that is not registered.' },
  PLUGIN_INVALID: { exit: 2, meaning: 'A value given as a plugin does not follow the plugin contract.' },
  PLUGIN_PACKAGE_NOT_FOUND: {
    exit: 2,
    meaning: 'A package or file under `plugins:` cannot be found or loaded.',
  },
  PLUGIN_INLINE: { exit: 2, meaning: 'A plugin given in code cannot be sent to worker threads.' },
  USAGE: { exit: 2, meaning: 'The command line is wrong.' },
  NODE_UNSUPPORTED: { exit: 1, meaning: 'This version of Node.js is too old.' },
  IMAGE_NOT_FOUND: { exit: 2, meaning: 'An image file or folder does not exist.' },
  IMAGE_UNREADABLE: { exit: 1, meaning: 'A file is not an image, or is damaged.' },
  IMAGE_UNSUPPORTED: { exit: 1, meaning: 'An operation cannot work on an image of this shape.' },
  TRACE_INVALID: { exit: 2, meaning: 'A trace is not one that this augmentation wrote.' },
  DATA_MISSING: { exit: 1, meaning: 'A data set is not there; the message says how to get it.' },
  DATA_UNAVAILABLE: { exit: 1, meaning: 'A data set could not be fetched from any of its sources.' },
  DATA_CHECKSUM: { exit: 1, meaning: 'A file does not have the published checksum.' },
  DATA_TRUNCATED: { exit: 1, meaning: 'A file is shorter or longer than its format says.' },
  DATA_INVALID: { exit: 1, meaning: 'A file has the right size but holds what it must not hold.' },
  RUN_EXISTS: { exit: 2, meaning: 'The output folder holds a run or other files already.' },
  RUN_NOT_FOUND: { exit: 2, meaning: 'A folder is not a run directory.' },
  RUN_MISMATCH: { exit: 2, meaning: 'A run cannot be resumed with another config.' },
  CHECKPOINT_WRITE: { exit: 1, meaning: 'A checkpoint could not be written; the previous one is intact.' },
  CHECKPOINT_INVALID: { exit: 1, meaning: 'A checkpoint is damaged or of another model.' },
  WRITE_FAILED: { exit: 1, meaning: 'A file could not be written, for example because the disk is full.' },
  BACKEND_UNAVAILABLE: { exit: 1, meaning: 'A backend cannot be started here.' },
  BACKEND_PLATFORM: { exit: 1, meaning: 'A backend cannot be installed on this system.' },
  BACKEND_VERSION: {
    exit: 2,
    meaning: 'There is no such version of a backend, or it is not the one asked for.',
  },
  BACKEND_DOWNLOAD: {
    exit: 1,
    meaning: 'A package that a backend is made of could not be fetched, for example without a network.',
  },
  BACKEND_BUILD: { exit: 1, meaning: 'The native addon of a backend could not be compiled.' },
  MODEL_NOT_FOUND: { exit: 2, meaning: 'A saved model, or a file that describes it, does not exist.' },
  MODEL_INVALID: { exit: 1, meaning: 'A file is not a saved model, or is one that cannot be run.' },
  MODEL_MISMATCH: {
    exit: 2,
    meaning: 'A model takes other images or gives other classes than the data set has.',
  },
  LOGITS_INVALID: {
    exit: 1,
    meaning: 'Logits or labels cannot be judged: not finite, out of range, or of another count.',
  },
  DEPENDENCY_MISSING: {
    exit: 2,
    meaning: 'An optional package or a program is needed that is not installed.',
  },
  TRAINING_DIVERGED: { exit: 1, meaning: 'The loss is no longer a finite number.' },
  WORKER_FAILED: { exit: 1, meaning: 'A worker thread stopped unexpectedly.' },
  INVALID_ARGUMENT: { exit: 1, meaning: 'A function was called with an argument that it does not accept.' },
} as const satisfies Record<string, { exit: 1 | 2; meaning: string }>;

/** The code of an {@link AugmixError}. */
export type ErrorCode = keyof typeof errorCatalogue;

/** Where an error is and how to mend it. */
export interface ErrorDetails {
  /** Place in the config or options, such as `augmentation.severity`. */
  path?: string;
  /** File and, where known, line and column (counted from 1). */
  file?: string;
  line?: number;
  column?: number;
  /** What would have been accepted. */
  expected?: string;
  /** The nearest valid name, or what to do. */
  suggestion?: string;
  cause?: unknown;
}

/**
 * An error that a user can act on: a code from {@link errorCatalogue}, a sentence, the place, what was expected,
 * and the nearest valid name.
 *
 * @example
 * ```ts
 * import { AugmixError } from '@augmix/core';
 * const error = new AugmixError('PLUGIN_UNKNOWN', 'unknown op "rotat"', { path: 'ops[0]', suggestion: 'did you mean "rotate"?' });
 * error.toLine(); // => 'PLUGIN_UNKNOWN at ops[0]: unknown op "rotat"; did you mean "rotate"?'
 * error.exitCode; // => 2
 * ```
 */
export class AugmixError extends Error {
  override readonly name = 'AugmixError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.details = details;
  }

  /** 2 when the user's words or config are wrong, 1 when the work failed. */
  get exitCode(): 1 | 2 {
    return errorCatalogue[this.code].exit;
  }

  /** The whole error on one line, without a stack. */
  toLine(): string {
    const { file, line, column, path, expected, suggestion } = this.details;
    const position = file && [file, line, column].filter((part) => part !== undefined).join(':');
    const place = [position, path].filter(Boolean).join(' ');
    const parts = [this.message, expected && `expected ${expected}`, suggestion].filter(Boolean);
    return `${this.code}${place && ` at ${place}`}: ${parts.join('; ')}`.replaceAll(/\s*\n\s*/g, ' ');
  }

  /** The same error with more known about its place; what is known already stays. */
  at(details: ErrorDetails): AugmixError {
    return new AugmixError(this.code, this.message, { ...details, ...this.details, cause: this });
  }

  toJSON(): { code: ErrorCode; message: string } & Omit<ErrorDetails, 'cause'> {
    const { cause: _cause, ...details } = this.details;
    return { code: this.code, message: this.message, ...details };
  }
}

/**
 * True for an {@link AugmixError}, also one from a second copy of this package.
 *
 * @example
 * ```ts
 * import { createImage, isAugmixError } from '@augmix/core';
 * let code = '';
 * try {
 *   createImage(0, 1, 3);
 * } catch (error) {
 *   if (isAugmixError(error)) code = error.code;
 * }
 * code; // => 'INVALID_ARGUMENT'
 * ```
 */
export function isAugmixError(error: unknown): error is AugmixError {
  return error instanceof Error && error.name === 'AugmixError' && 'code' in error;
}
