import { cacheFolder } from '@augmix/core/node';
import type { Installation } from './installations.js';
import { proveTraining, type Proof } from './proof.js';

/**
 * Trains a few steps of a small network on an installation, in a process of its own.
 *
 * @throws AugmixError `BACKEND_UNAVAILABLE` with what went wrong
 *
 * @example
 * ```ts no-run
 * import { findInstallation, testInstallation } from '@augmix/backend-tensorflow/install';
 * const installation = await findInstallation();
 * if (installation) console.log(await testInstallation(installation));
 * ```
 */
export function testInstallation(
  installation: Pick<Installation, 'version' | 'device'>,
  signal?: AbortSignal,
): Promise<Proof> {
  return proveTraining(installation, cacheFolder(), signal);
}
