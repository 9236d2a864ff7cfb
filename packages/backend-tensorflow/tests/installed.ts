import { describe } from '@jest/globals';
import { findInstallation } from '../src/index.js';

/** What TensorFlow is there for these tests, if any: the repository's own tests need npm alone. */
export const installation = await findInstallation();

if (!installation)
  console.log('TensorFlow is not installed: its tests are skipped (augmix backend install tensorflow)');

/** A suite that needs TensorFlow. */
export const describeInstalled = installation ? describe : describe.skip;
