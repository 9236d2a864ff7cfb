export { runCommand, type Surroundings } from './command.js';
export { createPackage, type PackageSettings } from './create-package.js';
