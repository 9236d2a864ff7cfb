// Images and labels that are the same in every process of the benchmark; what is on them does not matter for its speed.
const cache = new Map();

/** So many images of 32×32×3, channels last, values −1 … 1, and labels for the first of them. */
export function examples(images, labelled) {
  const key = `${images}/${labelled}`;
  if (!cache.has(key)) cache.set(key, generate(images, labelled));
  return cache.get(key);
}

function generate(images, labelled) {
  // A linear congruential generator that peer.py has too.
  let state = 1;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const values = Float32Array.from({ length: images * 32 * 32 * 3 }, () => 2 * next() - 1);
  return { images: values, labels: Int32Array.from({ length: labelled }, (_, index) => index % 10) };
}
