import type { FieldWords } from './field-words.js';

// Normal numbers by rejection from 128 layers of equal area (Marsaglia and Tsang, "The ziggurat method", 2000; with
// Doornik's separate bits for layer and position). Nearly every number costs one word, a product and a comparison.
const layers = 128;
const tail = 3.442619855899;
const area = 9.91256303526217e-3;
const density = (x: number): number => Math.exp(-0.5 * x * x);

/** Right edges of the layers from the widest, the bottom one counted as a rectangle with the tail's area. */
const edges = new Float64Array(layers + 1);
edges[0] = area / density(tail);
edges[1] = tail;
for (let layer = 2; layer < layers; layer++) {
  edges[layer] = Math.sqrt(-2 * Math.log(area / edges[layer - 1] + density(edges[layer - 1])));
}
/** A position in a layer is 25 bits; this is what they are multiplied by, and below which they are surely inside. */
const scales = edges.map((edge) => edge / 2 ** 24);
const safe = Float64Array.from({ length: layers }, (_, layer) => edges[layer + 1] / scales[layer]);

function unit(words: FieldWords): number {
  return (words.uint32() + 0.5) / 0x100000000;
}

/** A number beyond the last layer's edge (Marsaglia, 1964). */
function fromTail(words: FieldWords): number {
  for (;;) {
    const x = -Math.log(unit(words)) / tail;
    const y = -Math.log(unit(words));
    if (2 * y > x * x) return tail + x;
  }
}

/** Fills a field with standard normal numbers. */
export function fillNormal(field: Float64Array, words: FieldWords): Float64Array {
  for (let index = 0; index < field.length; index++) {
    for (;;) {
      const word = words.uint32() | 0;
      const layer = word & (layers - 1);
      const position = word >> 7; // −2²⁴ … 2²⁴ − 1
      const x = position * scales[layer];
      if (Math.abs(position) < safe[layer]) {
        field[index] = x;
        break;
      }
      if (layer === 0) {
        field[index] = position < 0 ? -fromTail(words) : fromTail(words);
        break;
      }
      const lower = density(edges[layer]);
      const upper = density(edges[layer + 1]);
      if (lower + unit(words) * (upper - lower) < density(x)) {
        field[index] = x;
        break;
      }
    }
  }
  return field;
}
