import { packageTests } from '../tools/config/jest.js';

export default packageTests({
  // Packing and installing happens once for all tests.
  globalSetup: '<rootDir>/setup/install-packages.js',
  globalTeardown: '<rootDir>/setup/remove-folders.js',
});
