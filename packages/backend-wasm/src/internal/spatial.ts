import * as tf from '@tensorflow/tfjs-core';

/**
 * Cuts a window out of the images of `[N, H, W, C]`. Two cuts of flattened tensors: the backend copies a slice one
 * innermost row at a time, so long rows are fast. A window without pixels is empty.
 */
export function crop(x: tf.Tensor4D, height: number, width: number, top = 0, left = 0): tf.Tensor4D {
  const [batch, fullHeight, fullWidth, channels] = x.shape;
  if (height <= 0 || width <= 0) return tf.zeros([batch, Math.max(0, height), Math.max(0, width), channels]);
  let kept: tf.Tensor = x;
  if (height !== fullHeight) {
    const images = tf.reshape(kept, [batch, fullHeight * fullWidth * channels]);
    kept = tf.slice(images, [0, top * fullWidth * channels], [batch, height * fullWidth * channels]);
  }
  if (width !== fullWidth) {
    const rows = tf.reshape(kept, [batch * height, fullWidth * channels]);
    kept = tf.slice(rows, [0, left * channels], [batch * height, width * channels]);
  }
  return tf.reshape(kept, [batch, height, width, channels]);
}

/** Puts zeros after each pixel: `[N, H, W, C]` → `[N, H · strideH, W · strideW, C]`. */
export function spread(x: tf.Tensor4D, strideHeight: number, strideWidth: number): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const row = width * strideWidth * channels;
  let filled: tf.Tensor = x;
  if (strideWidth > 1) {
    const pixels = tf.reshape(filled, [batch * height * width, channels]);
    filled = tf.pad(pixels, [
      [0, 0],
      [0, (strideWidth - 1) * channels],
    ]);
  }
  if (strideHeight > 1) {
    const rows = tf.reshape(filled, [batch * height, row]);
    filled = tf.pad(rows, [
      [0, 0],
      [0, (strideHeight - 1) * row],
    ]);
  }
  return tf.reshape(filled, [batch, height * strideHeight, width * strideWidth, channels]);
}

/** Keeps every s-th pixel of `[N, H, W, C]`; pooling with a window of one pixel is far faster than tf.stridedSlice. */
export function sample(x: tf.Tensor4D, strideHeight: number, strideWidth: number): tf.Tensor4D {
  return strideHeight === 1 && strideWidth === 1 ? x : tf.avgPool(x, 1, [strideHeight, strideWidth], 'valid');
}
