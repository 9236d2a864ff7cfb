export {
  isTensorflowInstalled,
  startTensorflowBackend,
  type TensorflowBackendInfo,
  type TensorflowBackendOptions,
} from './start-tensorflow-backend.js';
export { registerTrainingKernels, trainingKernels } from './register-kernels.js';
export {
  findInstallation,
  listInstallations,
  type Installation,
  type InstallationQuery,
} from './install/installations.js';
export type { Device } from './install/manifest.js';
