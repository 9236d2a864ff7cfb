import { z } from '@augmix/core';
import { defineSchedule } from '@augmix/core/tensor';
import { constant } from '../constant.js';

const options = z.strictObject({});

export type ConstantOptions = z.input<typeof options>;

export const constantPlugin = defineSchedule({
  name: 'constant',
  summary: 'The base rate throughout.',
  options,
  load: async () => constant,
});
