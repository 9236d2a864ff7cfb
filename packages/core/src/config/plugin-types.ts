import type { PluginKind } from '../plugin.js';
import type { RefWith } from '../plugin-ref.js';

/**
 * Options of the installed plugins by `kind/name`, for the types of `defineRun`. Packages add to it:
 *
 * ```ts
 * declare module '@augmix/core' {
 *   interface PluginTypes {
 *     'op/acme/invert': { amount?: number };
 *   }
 * }
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface PluginTypes {}

type KnownName<Kind extends PluginKind> = {
  [Key in keyof PluginTypes]: Key extends `${Kind}/${infer Name}` ? Name : never;
}[keyof PluginTypes];

type KnownRef<Kind extends PluginKind> = {
  [Name in KnownName<Kind>]: `${Kind}/${Name}` extends keyof PluginTypes
    ? RefWith<Name, PluginTypes[`${Kind}/${Name}`]>
    : never;
}[KnownName<Kind>];

/** A plugin of a kind in a typed config: a known one with its options, or any third party's `vendor/name`. */
export type TypedPluginRef<Kind extends PluginKind> =
  | KnownName<Kind>
  | KnownRef<Kind>
  | `${string}/${string}`
  | { type: `${string}/${string}`; [option: string]: unknown };
