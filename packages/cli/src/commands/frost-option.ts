import { Option } from 'commander';

/** Where `frost` gets its ice from, for commander. */
export const frostOption = (): Option =>
  new Option(
    '--frost <source>',
    'where frost gets its ice (default: photographs when they have been fetched)',
  ).choices(['photographs', 'computed']);
