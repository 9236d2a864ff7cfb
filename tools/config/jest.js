// Tests run as native ES modules; sibling packages are imported by name, that is from their built output.
import { fileURLToPath } from 'node:url';

// What the tests are tested on does not depend on what this machine has installed.
process.env.AUGMIX_BACKEND = 'wasm';

export const packageTests = (options = {}) => ({
  testEnvironment: 'node',
  // Training and child processes take long on a busy machine; nothing here is about speed.
  testTimeout: 180_000,
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
  reporters: ['default', fileURLToPath(new URL('./jest-count-reporter.js', import.meta.url))],
  ...options,
});
