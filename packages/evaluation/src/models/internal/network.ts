/** Values of the type that a network's input has. */
export type InputValues = Float32Array | Uint8Array | Int32Array;

/** A network of one image input and one output, whatever runs it. */
export interface Network {
  readonly input: {
    /** Lengths of the axes, the batch first; null where they are open. Undefined where nothing is known. */
    readonly shape?: readonly (number | null)[];
    /** Integers are levels 0 … 255. */
    readonly dtype: 'float32' | 'uint8' | 'int32';
  };
  /** Whether the network itself says that its outputs are probabilities. */
  readonly isSoftmax?: boolean;
  run(values: InputValues, shape: number[]): Promise<{ values: Float32Array; shape: readonly number[] }>;
  dispose(): void | Promise<void>;
}
