import { AugmixError, ConfigError, type Size } from '@augmix/core';
import { describedBy } from './described-by.js';
import type { ModelDescription } from '../preprocessing.js';
import type { Network } from './network.js';

/** How a batch of images lies in a network's input. */
export interface InputPlan {
  layout: 'nhwc' | 'nchw';
  height: number;
  width: number;
  channels: 1 | 3;
  /** Images per call, when the network fixes it. */
  batch: number | null;
}

type Shape = readonly (number | null)[];

export const formatShape = (shape: Shape): string => `[${shape.map((side) => side ?? '?').join(', ')}]`;

function layoutOf(shape: Shape, description: ModelDescription): 'nhwc' | 'nchw' {
  const { layout, channels } = description;
  if (layout) return layout;
  const mayBeChannels = (side: number | null): boolean =>
    side !== null && (channels ? side === channels : side === 1 || side === 3);
  const [isFirst, isLast] = [mayBeChannels(shape[1]), mayBeChannels(shape[3])];
  if (isFirst !== isLast) return isFirst ? 'nchw' : 'nhwc';
  throw new ConfigError(
    'CONFIG_INVALID_VALUE',
    `the input's shape ${formatShape(shape)} does not tell where its 1 or 3 channels are`,
    { file: describedBy(description), expected: 'nhwc or nchw' },
    ['layout'],
  );
}

function mismatch(found: string, said: string, description: ModelDescription, key: string): AugmixError {
  return new AugmixError('MODEL_MISMATCH', `the model takes ${found}, its description says ${said}`, {
    file: describedBy(description),
    path: key,
  });
}

function channelsOf(found: number | null, description: ModelDescription): 1 | 3 {
  const { channels = found ?? 3 } = description;
  if (found !== null && found !== channels) {
    throw mismatch(
      `${found} channels`,
      `${channels}`,
      description,
      description.channels ? 'channels' : 'layout',
    );
  }
  if (channels === 1 || channels === 3) return channels;
  throw new AugmixError('MODEL_MISMATCH', `the model takes ${channels} channels`, {
    file: description.model,
    expected: '1 or 3',
  });
}

function sizeOf(found: Shape, images: Size | undefined, description: ModelDescription): [number, number] {
  const [height, width] = found.map((side, axis) => {
    const said = description.size?.[axis];
    if (said !== undefined && side !== null && said !== side) {
      throw mismatch(
        `images of ${found[1] ?? said}×${found[0] ?? said}`,
        `${description.size![1]}×${description.size![0]}`,
        description,
        'size',
      );
    }
    return side ?? said ?? (axis === 0 ? images?.height : images?.width);
  });
  if (height !== undefined && width !== undefined) return [height, width];
  throw new ConfigError(
    'CONFIG_INVALID_VALUE',
    'a value is missing: the model takes images of any size',
    { file: describedBy(description), expected: 'the side of the images' },
    ['size'],
  );
}

/**
 * Puts together what a network fixes and what its description says.
 *
 * @param images size of the data set's images, for networks that take any
 */
export function planInput(
  { shape = [null, null, null, null] }: Network['input'],
  description: ModelDescription,
  images?: Size,
): InputPlan {
  if (shape.length !== 4) {
    throw new AugmixError('MODEL_INVALID', `the model's input has the shape ${formatShape(shape)}`, {
      file: description.model,
      expected: '[batch, height, width, channels] or [batch, channels, height, width]',
    });
  }
  const layout = layoutOf(shape, description);
  const [found, sides] = layout === 'nhwc' ? [shape[3], shape.slice(1, 3)] : [shape[1], shape.slice(2)];
  const channels = channelsOf(found, description);
  const [height, width] = sizeOf(sides, images, description);
  return { layout, height, width, channels, batch: shape[0] };
}
