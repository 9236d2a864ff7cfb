// OpenCV's Canny edge detector: 3×3 Sobel derivatives with the edge replicated, gradients measured as |dx| + |dy|.
const tangentBits = 15;
const tangent22 = Math.trunc(0.41421356237309503 * 2 ** tangentBits + 0.5);

interface Gradient {
  dx: Int32Array;
  dy: Int32Array;
}

function sobel(data: Uint8Array, width: number, height: number): Gradient {
  const dx = new Int32Array(data.length);
  const dy = new Int32Array(data.length);
  for (let y = 0; y < height; y++) {
    const above = Math.max(y - 1, 0) * width;
    const row = y * width;
    const below = Math.min(y + 1, height - 1) * width;
    for (let x = 0; x < width; x++) {
      const left = Math.max(x - 1, 0);
      const right = Math.min(x + 1, width - 1);
      const column = (at: number): number => data[above + at] + 2 * data[row + at] + data[below + at];
      const line = (start: number): number => data[start + left] + 2 * data[start + x] + data[start + right];
      dx[row + x] = column(right) - column(left);
      dy[row + x] = line(below) - line(above);
    }
  }
  return { dx, dy };
}

/** Edge pixels are 255, all others 0. */
export function canny(
  data: Uint8Array,
  width: number,
  height: number,
  low: number,
  high: number,
): Uint8Array {
  const { dx, dy } = sobel(data, width, height);
  const magnitude = (x: number, y: number): number => {
    if (x < 0 || y < 0 || x >= width || y >= height) return 0;
    return Math.abs(dx[y * width + x]) + Math.abs(dy[y * width + x]);
  };

  /** Whether the gradient is largest here, along its direction. */
  const isPeak = (x: number, y: number): boolean => {
    const here = magnitude(x, y);
    const [gx, gy] = [dx[y * width + x], dy[y * width + x]];
    const across = Math.abs(gx) * tangent22;
    const down = Math.abs(gy) * 2 ** tangentBits;
    if (down < across) return here > magnitude(x - 1, y) && here >= magnitude(x + 1, y);
    if (down > across + Math.abs(gx) * 2 ** (tangentBits + 1)) {
      return here > magnitude(x, y - 1) && here >= magnitude(x, y + 1);
    }
    const side = (gx ^ gy) < 0 ? -1 : 1;
    return here > magnitude(x - side, y - 1) && here > magnitude(x + side, y + 1);
  };

  const isCandidate = new Uint8Array(data.length);
  const edges = new Uint8Array(data.length);
  const found: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = magnitude(x, y);
      if (here <= low || !isPeak(x, y)) continue;
      isCandidate[y * width + x] = 1;
      if (here > high) found.push(y * width + x);
    }
  }
  // From the strong edges to all candidates that touch them.
  for (const index of found) edges[index] = 255;
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
