export {
  startTensorflowBackend,
  type TensorflowBackendInfo,
  type TensorflowBackendOptions,
} from './start-tensorflow-backend.js';
export { registerTrainingKernels, trainingKernels } from './register-kernels.js';
export {
  findInstallation,
  listInstallations,
  type Device,
  type Installation,
  type InstallationQuery,
} from './install/index.js';
