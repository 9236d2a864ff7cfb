import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeError } from '@augmix/core/node';
import { installationsFolder } from './installations-folder.js';
import type { Installation } from './installations.js';
import { makeStaging, sweepStaging } from './staging.js';

/**
 * Removes an installation. It is renamed first, so that a removal that is interrupted leaves nothing that counts.
 *
 * @throws AugmixError `WRITE_FAILED`
 *
 * @example
 * ```ts no-run
 * import { listInstallations, removeInstallation } from '@augmix/backend-tensorflow/install';
 * for (const installation of await listInstallations()) await removeInstallation(installation);
 * ```
 */
export async function removeInstallation({ folder }: Pick<Installation, 'folder'>): Promise<void> {
  await sweepStaging(installationsFolder());
  const staging = await makeStaging(installationsFolder());
  try {
    await rename(folder, join(staging, 'removed'));
    await rm(staging, { recursive: true });
  } catch (cause) {
    throw writeError(folder, cause);
  }
}
