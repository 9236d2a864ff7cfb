import { packageBuild } from '../../tools/config/tsup.js';

export default packageBuild({
  index: 'src/index.ts',
  main: 'src/main.ts',
  'corrupt-worker': 'src/corrupt/worker.ts',
  'evaluate-worker': 'src/evaluate/worker.ts',
});
