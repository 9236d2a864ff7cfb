import { Cast, type CastAttrs, type KernelConfig } from '@tensorflow/tfjs-core';
import { stockKernel } from '../internal/stock-kernel.js';
import { identityConfig } from './identity.js';

const stock = stockKernel(Cast);

/** To the type that a tensor has already: shares the values, which the backend's own kernel copies. */
export const castConfig: KernelConfig = {
  ...stock,
  kernelFunc: (parameters) => {
    const { dtype } = parameters.attrs as unknown as CastAttrs;
    const isSame = (parameters.inputs['x'] as { dtype: string }).dtype === dtype;
    return (isSame ? identityConfig : stock).kernelFunc(parameters);
  },
};
