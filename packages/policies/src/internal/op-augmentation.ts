import {
  AugmixError,
  type Augmentation,
  type Image,
  type OpStep,
  type RandomStream,
  type Size,
} from '@augmix/core';
import { renderClean } from '@augmix/mixing';
import { opsByName } from '../policy-op.js';
import type { PolicyTrace } from '../policy-trace.js';
import { parsePolicyTrace } from './parse-policy-trace.js';

/** Runs ops between two scratch images, which are kept from call to call. */
class StepRunner {
  #scratch: [Image?, Image?] = [];

  /** The image after all steps: valid until the next call, or the image itself when there are none. */
  run(image: Image, steps: readonly OpStep[]): Image {
    let current = image;
    steps.forEach(({ op: name, args }, index) => {
      const op = opsByName.get(name);
      if (!op) throw new AugmixError('TRACE_INVALID', `unknown op "${name}"`, { path: `steps[${index}].op` });
      current = op.apply(current, args, this.#target(image, index % 2));
    });
    return current;
  }

  #target({ width, height, channels, data }: Image, which: 0 | 1 | number): Image {
    const kept = this.#scratch[which];
    if (kept?.width === width && kept.height === height && kept.channels === channels) return kept;
    const fresh = { width, height, channels, data: new Uint8Array(data.length) };
    this.#scratch[which] = fresh;
    return fresh;
  }
}

/** An augmentation that applies the steps which a function draws, and normalises. */
export function opAugmentation(
  draw: (stream: RandomStream, size: Size) => OpStep[],
): Augmentation<PolicyTrace> & Required<Pick<Augmentation<PolicyTrace>, 'parseTrace'>> {
  const runner = new StepRunner();
  return {
    sample: (stream, size) => ({ steps: draw(stream, size) }),
    render: (image, { steps }, normalization, out) =>
      renderClean(runner.run(image, steps), normalization, out),
    parseTrace: parsePolicyTrace,
  };
}
