// The command as pages write it, with less of everything: a tiny network, few images, small pictures, no downloads.
import { fileURLToPath } from 'node:url';
import { main } from '../../../packages/cli/dist/main.js';

const sample = fileURLToPath(new URL('../../cifar10-sample', import.meta.url));

/** The words behind `augmix`, with those that make it less. */
function lessOf([command, ...words]) {
  const has = (flag) => words.includes(flag);
  const data =
    words[0] === 'cifar10' ? ['--images', '2', '--set', `folder=${sample}`, '--set', 'partial=true'] : [];
  const settings = [
    `dataset={type: cifar10, folder: '${sample}', partial: true}`,
    'trainImages=32',
    'validation=16',
    'model={type: wide-resnet, depth: 10, widen: 1, stemStride: 4}',
    'trainer.epochs=1',
    'trainer.batchSize=16',
  ];
  const cells = [
    ...(has('--corruptions') || has('--corrupted') ? [] : ['--corruptions', 'fog']),
    ...(has('--severities') || has('--corrupted') ? [] : ['--severities', '1']),
    ...(has('--perturbations') || has('--perturbed') ? [] : ['--perturbations', 'tilt']),
  ];
  const less = {
    train: settings.flatMap((setting) => ['--set', setting]),
    // Saved logits are judged as they are.
    eval: words[0]?.startsWith('logits/') ? [] : ['--images', '2', '--workers', '0', ...cells],
    corrupt: data,
    perturb: data,
  };
  const smaller = words.map((word, place) => (words[place - 1] === '--crop' ? '24' : word));
  return [command, ...smaller, ...(less[command] ?? [])];
}

/** Runs a command in the working folder; gives its exit code. */
export async function augmix(words) {
  if (words[0] === 'data' && words[1] === 'fetch') return 0;
  process.exitCode = 0;
  await main([process.execPath, 'augmix', ...lessOf(words)]);
  return process.exitCode;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await augmix(process.argv.slice(2));
