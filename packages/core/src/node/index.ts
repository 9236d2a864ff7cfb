export { cacheFolder } from './cache-folder.js';
export { writeError, writeFileAtomic } from './write-file.js';
export { parseConfigText, toYaml, type ConfigSource } from './config-source.js';
export { applyOverrides } from './overrides.js';
export { importPluginSet, usePluginModules } from './load-plugins.js';
export { loadRun, resolveLoaded, type LoadedRun } from './load-run.js';
