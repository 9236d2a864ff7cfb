// The page: a picture, fresh AugMix views of it, whether their bytes are Node's, and how many are made in a second.
import { prepareKernels } from '@augmix/kernels';
import { measureAll, picture, renderViews } from './views.mjs';

const size = 224;

function draw(image, values) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: image.width, height: image.height });
  const pixels = new ImageData(image.width, image.height);
  for (let pixel = 0; pixel < image.width * image.height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels.data[4 * pixel + channel] = Math.round(255 * values[3 * pixel + channel]);
    }
    pixels.data[4 * pixel + 3] = 255;
  }
  canvas.getContext('2d').putImageData(pixels, 0, 0);
  document.querySelector('#pictures').append(canvas);
}

const hasKernels = await prepareKernels();
const image = picture(size);
draw(
  image,
  Array.from(image.data, (level) => level / 255),
);
for (const view of renderViews(image, 5)) draw(image, view);

const measured = measureAll();
const lines = measured.map(({ size: side, fingerprint, viewsPerSecond }, place) => {
  const same =
    fingerprint === expected[place].fingerprint ? 'the same bytes as in Node' : 'OTHER BYTES THAN IN NODE';
  return `${side}×${side}: ${viewsPerSecond.toLocaleString('en')} views a second, ${same}`;
});
document.querySelector('#result').textContent = [
  `kernels: ${hasKernels ? 'WebAssembly' : 'none'}`,
  ...lines,
].join('\n');
document.querySelector('#json').textContent = JSON.stringify({ hasKernels, measured });
