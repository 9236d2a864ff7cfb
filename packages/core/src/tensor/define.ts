import type * as z from 'zod';
import { definePlugin, type Plugin, type PluginDefinition } from '../plugin.js';
import type { Callback } from './callback.js';
import type { Backend, Loss, Model, Optimizer, Schedule } from './contracts.js';

/** Defines a loss. */
export function defineLoss<const Name extends string, Schema extends z.ZodType, Instance extends Loss>(
  definition: PluginDefinition<Name, Schema, Instance>,
): Plugin<'loss', Name, Schema, Instance> {
  return definePlugin('loss', definition);
}

/** Defines a network architecture. */
export function defineModel<const Name extends string, Schema extends z.ZodType, Instance extends Model>(
  definition: PluginDefinition<Name, Schema, Instance>,
): Plugin<'model', Name, Schema, Instance> {
  return definePlugin('model', definition);
}

/** Defines an optimizer. */
export function defineOptimizer<
  const Name extends string,
  Schema extends z.ZodType,
  Instance extends Optimizer,
>(definition: PluginDefinition<Name, Schema, Instance>): Plugin<'optimizer', Name, Schema, Instance> {
  return definePlugin('optimizer', definition);
}

/** Defines a learning-rate schedule. */
export function defineSchedule<
  const Name extends string,
  Schema extends z.ZodType,
  Instance extends Schedule,
>(definition: PluginDefinition<Name, Schema, Instance>): Plugin<'schedule', Name, Schema, Instance> {
  return definePlugin('schedule', definition);
}

/** Defines a TensorFlow.js backend. */
export function defineBackend<const Name extends string, Schema extends z.ZodType, Instance extends Backend>(
  definition: PluginDefinition<Name, Schema, Instance>,
): Plugin<'backend', Name, Schema, Instance> {
  return definePlugin('backend', definition);
}

/** Defines a training callback. */
export function defineCallback<
  const Name extends string,
  Schema extends z.ZodType,
  Instance extends Callback,
>(definition: PluginDefinition<Name, Schema, Instance>): Plugin<'callback', Name, Schema, Instance> {
  return definePlugin('callback', definition);
}
