import { AugmixError } from '@augmix/core';

/**
 * Imports a package that few need, when it is needed.
 *
 * @throws AugmixError `DEPENDENCY_MISSING` with the line that installs it.
 */
export async function importOptional<Module>(
  name: string,
  purpose: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const isMissing = /MODULE_NOT_FOUND$/.test(code ?? '') && message.includes(name);
    throw new AugmixError(
      'DEPENDENCY_MISSING',
      isMissing ? `${purpose} need ${name}, which is not installed` : `${name} cannot be loaded: ${message}`,
      { suggestion: `npm install ${name}`, cause },
    );
  }
}
