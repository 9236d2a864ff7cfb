/** Where the parts of one block of scratch memory lie, in bytes from its start; each begins at a multiple of 64. */
export function scratchLayout<Part extends string>(
  parts: Record<Part, number>,
): { offsets: Record<Part, number>; bytes: number } {
  let bytes = 0;
  const offsets = {} as Record<Part, number>;
  for (const part of Object.keys(parts) as Part[]) {
    offsets[part] = bytes;
    bytes += Math.ceil(parts[part] / 64) * 64;
  }
  return { offsets, bytes };
}
