// Gradients of depthwise convolutions: each channel meets a filter of its own, `[filterHeight, filterWidth, channels]`.
import { multiplyAdd } from './multiply-add';

/** The first output whose window reaches position `tap − pad` inside the input, and the one after the last. */
// @inline
function firstOutput(pad: i32, tap: i32, stride: i32): i32 {
  return max(0, (pad - tap + stride - 1) / stride);
}

// @inline
function endOfOutputs(pad: i32, tap: i32, stride: i32, size: i32, outSize: i32): i32 {
  const last = size - 1 + pad - tap;
  return last < 0 ? 0 : min(outSize, last / stride + 1);
}

/** dx += dy · filter, at every place that an output has read. `dx` begins with zeros. */
export function depthwiseInputGradient(
  dy: usize,
  filter: usize,
  dx: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  filterHeight: i32,
  filterWidth: i32,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const pixelBytes = (<usize>channels) << 2;
  const vectorBytes = pixelBytes & ~15;
  for (let image = 0; image < batch; image++) {
    for (let tapRow = 0; tapRow < filterHeight; tapRow++) {
      const rowsEnd = endOfOutputs(top, tapRow, strideHeight, height, outHeight);
      for (let tapColumn = 0; tapColumn < filterWidth; tapColumn++) {
        const weights = filter + <usize>(tapRow * filterWidth + tapColumn) * pixelBytes;
        const firstColumn = firstOutput(left, tapColumn, strideWidth);
        const columnsEnd = endOfOutputs(left, tapColumn, strideWidth, width, outWidth);
        for (let row = firstOutput(top, tapRow, strideHeight); row < rowsEnd; row++) {
          let gradient = dy + <usize>(row * outWidth + firstColumn) * pixelBytes;
          const inRow = row * strideHeight + tapRow - top;
          let pixel = dx + <usize>(inRow * width + firstColumn * strideWidth + tapColumn - left) * pixelBytes;
          for (let column = firstColumn; column < columnsEnd; column++) {
            let at: usize = 0;
            for (; at < vectorBytes; at += 16) {
              const product = multiplyAdd(
                v128.load(gradient + at),
                v128.load(weights + at),
                v128.load(pixel + at),
              );
              v128.store(pixel + at, product);
            }
            for (; at < pixelBytes; at += 4) {
              store<f32>(
                pixel + at,
                load<f32>(pixel + at) + load<f32>(gradient + at) * load<f32>(weights + at),
              );
            }
            gradient += pixelBytes;
            pixel += <usize>strideWidth * pixelBytes;
          }
        }
      }
    }
    dy += <usize>(outHeight * outWidth) * pixelBytes;
    dx += <usize>(height * width) * pixelBytes;
  }
}

/**
 * filterGradient += x · dy over all images. `filterGradient` begins with zeros; each image is added up by itself first, since
 * sums of sums lose less in float32 than one long sum.
 */
export function depthwiseFilterGradient(
  x: usize,
  dy: usize,
  filterGradient: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  filterHeight: i32,
  filterWidth: i32,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const pixelBytes = (<usize>channels) << 2;
  const vectorBytes = pixelBytes & ~15;
  for (let image = 0; image < batch; image++) {
    for (let tapRow = 0; tapRow < filterHeight; tapRow++) {
      const firstRow = firstOutput(top, tapRow, strideHeight);
      const rowsEnd = endOfOutputs(top, tapRow, strideHeight, height, outHeight);
      for (let tapColumn = 0; tapColumn < filterWidth; tapColumn++) {
        const sums = filterGradient + <usize>(tapRow * filterWidth + tapColumn) * pixelBytes;
        const firstColumn = firstOutput(left, tapColumn, strideWidth);
        const columnsEnd = endOfOutputs(left, tapColumn, strideWidth, width, outWidth);
        const step = <usize>strideWidth * pixelBytes;
        for (let at: usize = 0; at < pixelBytes; at += at < vectorBytes ? 16 : 4) {
          let sum = f32x4.splat(0);
          for (let row = firstRow; row < rowsEnd; row++) {
            let gradient = dy + <usize>(row * outWidth + firstColumn) * pixelBytes + at;
            const inRow = row * strideHeight + tapRow - top;
            const inColumn = firstColumn * strideWidth + tapColumn - left;
            let pixel = x + <usize>(inRow * width + inColumn) * pixelBytes + at;
            if (at < vectorBytes) {
              for (let column = firstColumn; column < columnsEnd; column++) {
                sum = multiplyAdd(v128.load(pixel), v128.load(gradient), sum);
                gradient += pixelBytes;
                pixel += step;
              }
            } else {
              for (let column = firstColumn; column < columnsEnd; column++) {
                sum = multiplyAdd(v128.load32_zero(pixel), v128.load32_zero(gradient), sum);
                gradient += pixelBytes;
                pixel += step;
              }
            }
          }
          if (at < vectorBytes) v128.store(sums + at, f32x4.add(v128.load(sums + at), sum));
          else store<f32>(sums + at, load<f32>(sums + at) + f32x4.extract_lane(sum, 0));
        }
      }
    }
    x += <usize>(height * width) * pixelBytes;
    dy += <usize>(outHeight * outWidth) * pixelBytes;
  }
}
