import { pluginDefiner } from '../plugin.js';
import type { Callback } from './callback.js';
import type { Backend, Loss, Model, Optimizer, Schedule } from './contracts.js';

/** Defines a loss. */
export const defineLoss = /* @__PURE__ */ pluginDefiner<'loss', Loss>('loss');

/** Defines a network architecture. */
export const defineModel = /* @__PURE__ */ pluginDefiner<'model', Model>('model');

/** Defines an optimizer. */
export const defineOptimizer = /* @__PURE__ */ pluginDefiner<'optimizer', Optimizer>('optimizer');

/** Defines a learning-rate schedule. */
export const defineSchedule = /* @__PURE__ */ pluginDefiner<'schedule', Schedule>('schedule');

/** Defines a TensorFlow.js backend. */
export const defineBackend = /* @__PURE__ */ pluginDefiner<'backend', Backend>('backend');

/** Defines a training callback. */
export const defineCallback = /* @__PURE__ */ pluginDefiner<'callback', Callback>('callback');
