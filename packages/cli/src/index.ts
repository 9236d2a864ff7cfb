export { createFirstPartyRegistry, type FirstPartyPlugin } from './first-party-registry.js';
