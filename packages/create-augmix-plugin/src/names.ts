import { AugmixError } from '@augmix/core';

/** The kinds that there are templates for. */
export const kinds = ['op', 'augmentation', 'loss', 'metric', 'corruption', 'dataset'] as const;

export type TemplateKind = (typeof kinds)[number];

/** Every spelling of a plugin's name that a package needs. */
export interface Names {
  kind: TemplateKind;
  /** Name of the package. */
  package: string;
  /** `vendor/name`. */
  plugin: string;
  /** `name-of-it`, for files. */
  file: string;
  /** `nameOfIt`. */
  camel: string;
  /** `NameOfIt`. */
  pascal: string;
}

/** The kind that was meant. @throws AugmixError `USAGE`. */
export function checkKind(kind: string): TemplateKind {
  const known = kinds.find((one) => one === kind);
  if (known) return known;
  throw new AugmixError('USAGE', `there is no template for the kind "${kind}"`, {
    expected: `one of ${kinds.join(', ')}`,
  });
}

/** @throws AugmixError `USAGE`. */
export function checkPluginName(kind: TemplateKind, plugin: string): string {
  const joint = kind === 'op' || kind === 'corruption' ? '_' : '-';
  if (new RegExp(`^[a-z0-9][a-z0-9._-]*/[a-z0-9]+(${joint}[a-z0-9]+)*$`).test(plugin)) return plugin;
  const style = joint === '_' ? 'snake_case' : 'kebab-case';
  throw new AugmixError('USAGE', `"${plugin}" is no name for the ${kind} of a third party`, {
    expected: `vendor/name, the name in ${style}`,
    suggestion: `such as acme/soft${joint}light`,
  });
}

/** @throws AugmixError `USAGE`. */
export function checkPackageName(name: string): string {
  if (/^(@[a-z0-9-][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/.test(name) && name.length <= 214) return name;
  throw new AugmixError('USAGE', `"${name}" is no name for a package`, {
    expected: 'lower-case letters, digits, dots and hyphens, such as augmix-plugin-tint',
  });
}

/** All spellings. @throws AugmixError `USAGE` where one of the names cannot be. */
export function namesOf(kind: string, packageName: string, plugin: string): Names {
  const known = checkKind(kind);
  const [, name] = checkPluginName(known, plugin).split('/');
  const words = name.split(/[-_]/);
  const pascal = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  // An identifier cannot start with a digit.
  const isWord = /^[a-z]/.test(name);
  return {
    kind: known,
    package: checkPackageName(packageName),
    plugin,
    file: words.join('-'),
    camel: isWord ? pascal[0].toLowerCase() + pascal.slice(1) : `_${pascal}`,
    pascal: isWord ? pascal : `_${pascal}`,
  };
}
