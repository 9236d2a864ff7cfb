import { AugmixError, type SplitName } from '@augmix/core';

/** Refuses to open the split `train` of a data set that is for judging only. */
export function onlyTest(name: string, split: SplitName): void {
  if (split === 'test') return;
  throw new AugmixError('DATA_MISSING', `${name} has no images to train on, only test images`, {
    suggestion: 'train on cifar10, and judge on this',
  });
}
