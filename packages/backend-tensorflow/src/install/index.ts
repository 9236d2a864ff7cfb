export {
  findInstallation,
  listInstallations,
  type Installation,
  type InstallationQuery,
} from './installations.js';
export type { Device } from './manifest.js';
export { installTensorflow, type InstallOptions, type InstallOutcome } from './install.js';
export { removeInstallation } from './remove.js';
export { testInstallation } from './test-installation.js';
export type { Proof } from './proof.js';
export { compileAddon, type AddonSources } from './addon.js';
export { defaultVersion } from './release.js';
