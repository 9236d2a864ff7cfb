import type { PluginKind, PluginRef, PluginSet, Registry } from '@augmix/core';
import type { Runner } from './runner.js';
import type { TensorFlow } from './tensorflow.js';

/** A registry whatever it holds. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a registry holds is part of its type
export type AnyRegistry = Registry<any>;

/** What every kit takes. */
export interface SharedSettings {
  /** Where plugins that options name are found; the plugins under test need not be in it. */
  registry?: AnyRegistry | PluginSet;
  /** TensorFlow.js with a running backend; losses, models and optimizers need it. */
  tf?: TensorFlow;
  /** `describe` and `it` of the test runner, where they are no globals. */
  runner?: Runner;
  /** Folder that relative paths in options start from (default: the current one). */
  folder?: string;
  /** Text in which every plugin has to be named, such as the README's. */
  documentation?: string;
  /**
   * What a backend is trained with, beside backend `cpu`, all three found in `registry`. Without it a backend's operations
   * are compared alone.
   */
  training?: TrainingSettings;
}

/** A small model with its loss and optimizer. */
export interface TrainingSettings {
  /** For images of 16 × 16 and 4 classes. */
  model: PluginRef;
  loss: PluginRef;
  optimizer: PluginRef;
  /** Views of each image that the loss gets (default 3). */
  views?: number;
}

/** Laws that a plugin cannot keep, by name, with the reason. An exception for a law that holds is an error. */
export type Exceptions = Readonly<Record<string, string>>;

/** What the kit of one plugin takes. */
export interface KitSettings extends SharedSettings {
  /** The options to test with; one without a default takes its first example, allowed value, or smallest number. */
  options?: Readonly<Record<string, unknown>>;
  /** The example of the documentation, which has to run. */
  example?: () => unknown;
  exceptions?: Exceptions;
}

/** What the kit of a whole set takes; plugins are named `kind/name`. */
export interface PluginsSettings extends SharedSettings {
  options?: Partial<Record<PluginId, Readonly<Record<string, unknown>>>>;
  examples?: Partial<Record<PluginId, () => unknown>>;
  exceptions?: Partial<Record<PluginId, Exceptions>>;
}

/** A plugin by kind and name, such as `op/acme/tint`. */
export type PluginId = `${PluginKind}/${string}`;
