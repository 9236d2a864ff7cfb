import { packageBuild } from '../../tools/config/tsup.js';

export default packageBuild({
  index: 'src/index.ts',
  tensor: 'src/tensor/index.ts',
  node: 'src/node/index.ts',
});
