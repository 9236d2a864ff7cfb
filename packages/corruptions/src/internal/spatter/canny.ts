// OpenCV's Canny edge detector: 3×3 Sobel derivatives with the edge replicated, gradients measured as |dx| + |dy|.
const tangentBits = 15;
const tangent22 = Math.trunc(0.41421356237309503 * 2 ** tangentBits + 0.5);

interface Gradient {
  dx: Int32Array;
  dy: Int32Array;
  /** |dx| + |dy| with a border of zeros, one pixel wide. */
  magnitude: Int32Array;
}

function sobel(data: Uint8Array, width: number, height: number): Gradient {
  const dx = new Int32Array(data.length);
  const dy = new Int32Array(data.length);
  const magnitude = new Int32Array((width + 2) * (height + 2));
  for (let y = 0; y < height; y++) {
    const above = Math.max(y - 1, 0) * width;
    const row = y * width;
    const below = Math.min(y + 1, height - 1) * width;
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? x - 1 : 0;
      const right = x < width - 1 ? x + 1 : x;
      const [ul, u, ur] = [data[above + left], data[above + x], data[above + right]];
      const [ll, l, lr] = [data[below + left], data[below + x], data[below + right]];
      const across = ur + lr - ul - ll + 2 * (data[row + right] - data[row + left]);
      const down = ll + lr - ul - ur + 2 * (l - u);
      dx[row + x] = across;
      dy[row + x] = down;
      magnitude[(y + 1) * (width + 2) + x + 1] = Math.abs(across) + Math.abs(down);
    }
  }
  return { dx, dy, magnitude };
}

/** Whether the magnitude at `at` is the largest along the gradient. */
function isPeak(magnitude: Int32Array, at: number, stride: number, dx: number, dy: number): boolean {
  const here = magnitude[at];
  const across = Math.abs(dx) * tangent22;
  const down = Math.abs(dy) * 2 ** tangentBits;
  if (down < across) return here > magnitude[at - 1] && here >= magnitude[at + 1];
  if (down > across + Math.abs(dx) * 2 ** (tangentBits + 1)) {
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
  const isCandidate = new Uint8Array(data.length);
  const edges = new Uint8Array(data.length);
  const found: number[] = [];
  for (let y = 0, index = 0; y < height; y++) {
    for (let x = 0; x < width; x++, index++) {
      const at = (y + 1) * stride + x + 1;
      if (magnitude[at] <= low || !isPeak(magnitude, at, stride, dx[index], dy[index])) continue;
      isCandidate[index] = 1;
      if (magnitude[at] <= high) continue;
      edges[index] = 255;
      found.push(index);
    }
  }
  // From the strong edges to all candidates that touch them.
  while (found.length > 0) {
    const index = found.pop()!;
    const x = index % width;
    const y = Math.floor(index / width);
    for (let ny = Math.max(y - 1, 0); ny <= Math.min(y + 1, height - 1); ny++) {
      for (let nx = Math.max(x - 1, 0); nx <= Math.min(x + 1, width - 1); nx++) {
        const next = ny * width + nx;
        if (!isCandidate[next] || edges[next]) continue;
        edges[next] = 255;
        found.push(next);
      }
    }
  }
  return edges;
}
