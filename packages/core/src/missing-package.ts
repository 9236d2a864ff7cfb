/** The name of the package that could not be found, where that is what an import failed for. */
export function missingPackage(error: unknown): string | undefined {
  if (!/MODULE_NOT_FOUND$/.test((error as NodeError | undefined)?.code ?? '')) return undefined;
  const specifier = /Cannot find (?:package|module) '([^']+)'/.exec((error as Error).message)?.[1];
  // A path is a file that is missing, not a package.
  return /^(@[^/]+\/)?[\w-][\w.-]*/.exec(specifier ?? '')?.[0];
}

interface NodeError extends Error {
  code?: string;
}
