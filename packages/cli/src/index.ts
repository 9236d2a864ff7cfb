export { createFirstPartyRegistry } from './first-party-registry.js';
