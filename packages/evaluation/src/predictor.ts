/** A network that can be judged, whatever made it. It owns its preprocessing: it is given 8-bit images. */
export interface Predictor {
  /** How many logits it gives per image. */
  readonly classes: number;
  /** Images that it takes. */
  readonly input: { height: number; width: number; channels: number };
  /**
   * Logits `[count, classes]` of 8-bit images `[count, height, width, channels]`, RGB.
   *
   * @throws AugmixError `MODEL_INVALID` when the network cannot be run.
   */
  predict(images: Uint8Array, count: number): Promise<Float32Array>;
  /** Frees the network; nothing can be predicted any more. */
  dispose(): void | Promise<void>;
}
