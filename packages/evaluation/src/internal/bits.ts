/** Packs one bit per entry, the first in the lowest bit of the first byte, as base64. */
export function packBits(entries: ArrayLike<number>): string {
  const bytes = new Uint8Array(Math.ceil(entries.length / 8));
  for (let index = 0; index < entries.length; index++) {
    if (entries[index]) bytes[index >> 3] |= 1 << (index & 7);
  }
  return Buffer.from(bytes).toString('base64');
}

/** The first `length` bits that {@link packBits} packed, as 0 and 1. */
export function unpackBits(text: string, length: number): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  return Uint8Array.from({ length }, (_, index) => (bytes[index >> 3] >> (index & 7)) & 1);
}
