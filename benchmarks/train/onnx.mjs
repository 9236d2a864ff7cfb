// Inference with onnxruntime-node: node onnx.mjs <threads>.
import ort from 'onnxruntime-node';
import { examples } from './examples.mjs';
import { measure, serve } from './server.mjs';

const intraOpNumThreads = Number(process.argv[2]);
let session;

const inputs = new Map();

/** The images channels first. */
function inputOf(batch) {
  if (!inputs.has(batch)) {
    const { images } = examples(batch, 0);
    const place = (index) =>
      3072 * Math.floor(index / 3072) + 3 * (index % 1024) + Math.floor((index % 3072) / 1024);
    inputs.set(
      batch,
      images.map((_, index) => images[place(index)]),
    );
  }
  return new ort.Tensor('float32', inputs.get(batch), [batch, 3, 32, 32]);
}

async function inferOnce(batch) {
  const { logits } = await session.run({ image: inputOf(batch) });
  return logits.data[0];
}

const answers = {
  open: async ({ file }) => void (session = await ort.InferenceSession.create(file, { intraOpNumThreads })),
  run: ({ batch, ...how }) => measure(() => inferOnce(batch), batch, how),
};

await serve(
  async () => ({ 'onnxruntime-node': ort.env.versions.common }),
  async (request) => ({ ...(await answers[request.do](request)) }),
);
