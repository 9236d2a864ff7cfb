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

type KnownRef<Kind extends PluginKind, Name extends KnownName<Kind> = KnownName<Kind>> = {
  [Each in Name]: `${Kind}/${Each}` extends keyof PluginTypes
    ? RefWith<Each, PluginTypes[`${Kind}/${Each}`]>
    : never;
}[Name];

/** A plugin of a kind in a typed config: a known one with its options, or any third party's `vendor/name`. */
export type TypedPluginRef<Kind extends PluginKind> =
  | KnownName<Kind>
  | KnownRef<Kind>
  | `${string}/${string}`
  | { type: `${string}/${string}` & {}; [option: string]: unknown };

/** What an option must be that its plugin does not have: the compiler shows this name, and nothing is one. */
interface NoSuchOption<Plugin, Option> {
  readonly plugin: Plugin;
  readonly option: Option;
  readonly never: never;
}

/**
 * What a ref must be besides, where the options of its plugin are known: a known third party fits `vendor/name` too, where
 * nothing looks at options.
 */
export type Rules<Kind extends PluginKind, Ref> = Ref extends { type: infer Name extends KnownName<Kind> }
  ? KnownRef<Kind, Name> & {
      [Option in Exclude<keyof Ref, keyof KnownRef<Kind, Name>>]: NoSuchOption<Name, Option>;
    }
  : unknown;

/** The same for a list, place by place: joined, the rules of one ref would be met by another. */
export type RulesOfAll<Kind extends PluginKind, Refs> = {
  [Place in keyof Refs]: Rules<Kind, Refs[Place]>;
};
