export {
  findInstallation,
  listInstallations,
  type Installation,
  type InstallationQuery,
} from './installations.js';
export type { Device } from './manifest.js';
