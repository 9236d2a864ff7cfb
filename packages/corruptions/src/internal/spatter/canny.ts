// OpenCV's Canny edge detector: 3×3 Sobel derivatives with the edge replicated, gradients measured as |dx| + |dy|. All
// arrays have a border one pixel wide, so that neighbours need no look at where they are.

/** Members, not constants of the module: bundlers write these into the code. */
const enum Tangent {
  bits = 15,
  /** tan 22.5° */
  of22 = (0.41421356237309503 * (1 << bits) + 0.5) | 0,
}

const candidate = 1;
const edge = 255;

interface Gradient {
  dx: Int32Array;
  dy: Int32Array;
  /** |dx| + |dy|, 0 in the border. */
  magnitude: Int32Array;
}

function sobel(data: Uint8Array, width: number, height: number): Gradient {
  const stride = width + 2;
  const dx = new Int32Array(stride * (height + 2));
  const dy = new Int32Array(dx.length);
  const magnitude = new Int32Array(dx.length);
  const sums = new Int32Array(stride);
  const steps = new Int32Array(stride);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const above = y > 0 ? row - width : row;
    const below = y < height - 1 ? row + width : row;
    for (let x = 0; x < width; x++) {
      const upper = data[above + x];
      const lower = data[below + x];
      sums[x + 1] = upper + 2 * data[row + x] + lower;
      steps[x + 1] = lower - upper;
    }
    for (const line of [sums, steps]) {
      line[0] = line[1];
      line[width + 1] = line[width];
    }
    for (let x = 1, at = (y + 1) * stride + 1; x <= width; x++, at++) {
      const across = sums[x + 1] - sums[x - 1];
      const down = steps[x - 1] + 2 * steps[x] + steps[x + 1];
      dx[at] = across;
      dy[at] = down;
      magnitude[at] = (across < 0 ? -across : across) + (down < 0 ? -down : down);
    }
  }
  return { dx, dy, magnitude };
}

/** Whether the magnitude at `at` is the largest along the gradient. */
function isPeak(magnitude: Int32Array, at: number, stride: number, dx: number, dy: number): boolean {
  const here = magnitude[at];
  const width = Math.abs(dx);
  const across = width * Tangent.of22;
  const down = Math.abs(dy) << Tangent.bits;
  if (down < across) return here > magnitude[at - 1] && here >= magnitude[at + 1];
  if (down > across + (width << (Tangent.bits + 1))) {
    return here > magnitude[at - stride] && here >= magnitude[at + stride];
  }
  const side = (dx ^ dy) < 0 ? -1 : 1;
  return here > magnitude[at - stride - side] && here > magnitude[at + stride + side];
}

/** Edge pixels are 255, all others 0. */
export function canny(
  data: Uint8Array,
  width: number,
  height: number,
  low: number,
  high: number,
): Uint8Array {
  const { dx, dy, magnitude } = sobel(data, width, height);
  const stride = width + 2;
  const marks = new Uint8Array(magnitude.length);
  const found: number[] = [];
  for (let at = stride + 1; at < magnitude.length - stride; at++) {
    if (magnitude[at] <= low || !isPeak(magnitude, at, stride, dx[at], dy[at])) continue;
    const isStrong = magnitude[at] > high;
    marks[at] = isStrong ? edge : candidate;
    if (isStrong) found.push(at);
  }
  // From the strong edges to all candidates that touch them.
  const around = [-stride - 1, -stride, -stride + 1, -1, 1, stride - 1, stride, stride + 1];
  while (found.length > 0) {
    const at = found.pop()!;
    for (let neighbour = 0; neighbour < 8; neighbour++) {
      const next = at + around[neighbour];
      if (marks[next] !== candidate) continue;
      marks[next] = edge;
      found.push(next);
    }
  }
  const edges = new Uint8Array(data.length);
  for (let y = 0, index = 0; y < height; y++) {
    for (let x = 0, at = (y + 1) * stride + 1; x < width; x++, at++, index++) {
      if (marks[at] === edge) edges[index] = edge;
    }
  }
  return edges;
}
