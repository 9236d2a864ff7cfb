import { AugmixError, type Image, type Op, type OpStep } from '@augmix/core';

const blank = (): Image => ({ data: new Uint8Array(0), width: 0, height: 0, channels: 0 });

/** Runs chains of ops between two scratch images, which are kept from call to call. */
export class ChainRunner {
  readonly #ops: ReadonlyMap<string, Op>;
  #first = blank();
  #second = blank();

  constructor(ops: ReadonlyMap<string, Op>) {
    this.#ops = ops;
  }

  /** The image after the chain; valid until the next call, or the image itself when the chain is empty. */
  run(image: Image, chain: readonly OpStep[]): Image {
    this.#fit(image);
    let current = image;
    for (const step of chain) {
      current = this.apply(step, current, current === this.#first ? this.#second : this.#first);
    }
    return current;
  }

  /** The op of a step. */
  opOf({ op: name }: OpStep): Op {
    const op = this.#ops.get(name);
    if (!op) throw new AugmixError('TRACE_INVALID', `unknown op "${name}"`);
    return op;
  }

  /** The image after one step, which keeps its size; in `out` if the op writes there. */
  apply(step: OpStep, image: Image, out?: Image): Image {
    const op = this.opOf(step);
    const size = op.outputSize?.(image, step.args);
    if (size) requireSameSize(op.name, size, image);
    const result = op.apply(image, step.args, out);
    requireSameSize(op.name, result, image);
    return result;
  }

  #fit({ data, width, height, channels }: Image): void {
    const { width: oldWidth, height: oldHeight, channels: oldChannels } = this.#first;
    if (width === oldWidth && height === oldHeight && channels === oldChannels) return;
    this.#first = { data: new Uint8Array(data.length), width, height, channels };
    this.#second = { data: new Uint8Array(data.length), width, height, channels };
  }
}

type Shape = Pick<Image, 'width' | 'height'> & Partial<Pick<Image, 'channels'>>;

function requireSameSize(name: string, result: Shape, image: Image): void {
  const { width, height, channels = image.channels } = result;
  if (width === image.width && height === image.height && channels === image.channels) return;
  throw new AugmixError(
    'IMAGE_UNSUPPORTED',
    `op "${name}" turns ${image.width}×${image.height}×${image.channels} into ${width}×${height}×${channels}`,
    { expected: 'ops that keep the size, so that chains can be mixed' },
  );
}
