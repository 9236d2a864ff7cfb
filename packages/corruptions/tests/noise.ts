// The noise of tools/golden/corruptions.py: integer arithmetic on positions, so that both sides have the same.
const { imul } = Math; // a look-up in the test's global scope costs more than the product

function hashed(value: number): number {
  let word = value;
  for (let round = 0; round < 2; round++) word = imul(word ^ (word >>> 16), 0x45d9f3b);
  return (word ^ (word >>> 16)) >>> 0;
}

const made = new Map<string, Float64Array>();

function once(name: string, make: () => Float64Array): Float64Array {
  const field = made.get(name) ?? make();
  made.set(name, field);
  return field;
}

export const uniform = (length: number, key: number): Float64Array =>
  once(`uniform ${length} ${key}`, () =>
    Float64Array.from({ length }, (_, index) => hashed(index * 16 + key) / 2 ** 32),
  );

/** Nearly standard normal: the sum of twelve uniform numbers, minus 6. */
export const normal = (length: number, key: number): Float64Array =>
  once(`normal ${length} ${key}`, () => {
    const total = new Float64Array(length);
    for (let part = 0; part < 12; part++) {
      const seed = (key + 1) * 1000003 + part;
      for (let index = 0; index < length; index++) total[index] += hashed(index * 16 + seed) / 2 ** 32;
    }
    return total.map((sum) => sum - 6);
  });
