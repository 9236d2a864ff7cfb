// Both modules of TensorFlow.js and the functions of every runner fit.
import nodeTest from 'node:test';
import * as jest from '@jest/globals';
import * as everything from '@tensorflow/tfjs';
import * as core from '@tensorflow/tfjs-core';
import type { Runner, TensorFlow } from '../src/index.js';

export const modules: TensorFlow[] = [core, everything];
export const runners: Runner[] = [nodeTest, jest, { describe: nodeTest.describe, it: nodeTest.it }];
