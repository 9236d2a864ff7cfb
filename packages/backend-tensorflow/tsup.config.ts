import { packageBuild } from '../../tools/config/tsup.js';

export default packageBuild({
  index: 'src/index.ts',
  plugins: 'src/plugins.ts',
  install: 'src/install/index.ts',
  // Run as a program of its own, never imported.
  prove: 'src/install/prove.ts',
});
