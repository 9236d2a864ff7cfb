import { packageBuild } from '../../tools/config/tsup.js';

export default packageBuild({
  index: 'src/index.ts',
  plugins: 'src/plugins.ts',
  step: 'src/step.ts',
  'replica-worker': 'src/replicas/replica-worker.ts',
});
