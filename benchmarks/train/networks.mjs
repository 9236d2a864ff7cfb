// The networks that are measured: the paper's two and the quickstart's.
import { fileURLToPath } from 'node:url';
import { loadRun } from '@augmix/core/node';
import { createFirstPartyRegistry } from 'augmix';

const quickstart = fileURLToPath(
  new URL('../../packages/cli/configs/quickstart-augmix.yaml', import.meta.url),
);

/** Options of a wide residual network, every one of them. */
const wideResnet = ({ depth, widen, width = 16, stemStride = 1 }) => ({ depth, widen, width, stemStride });

export const networks = {
  'WRN-16-1': wideResnet({ depth: 16, widen: 1 }),
  'WRN-40-2': wideResnet({ depth: 40, widen: 2 }),
  quickstart: wideResnet((await loadRun(createFirstPartyRegistry(), quickstart)).config.model),
};
