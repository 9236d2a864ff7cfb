export { createFirstPartyRegistry, type FirstPartyPlugin } from './first-party-registry.js';
export { pluginReference, type PluginReference } from './reference/plugin-reference.js';
export type { OptionRow } from './reference/option-rows.js';
export type { ExampleUse } from './reference/example-use.js';
