// Pages are followed: what their blocks of commands and configs do wrong is found, and nothing else.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { blocksOfPage, followPage } from '../docs/run-commands.mjs';

const page = `
\`\`\`yaml file=configs/run.yaml
dataset: cifar10
loss: { type: jensen-shannon, wieght: 3 }
\`\`\`

\`\`\`sh
cd configs
test -f run.yaml
\`\`\`

\`\`\`sh
test -f run.yaml   # still there
false
echo "not reached" > reached
\`\`\`

\`\`\`sh no-run
exit 1
\`\`\`

\`\`\`sh
test ! -e reached
\`\`\`

\`\`\`sh fresh
test ! -e ../configs
\`\`\`

\`\`\`yaml
augmentation: { type: rand-augment, numOps: 3 }
\`\`\`

\`\`\`json
{ "kind": "epoch", }
\`\`\`

\`\`\`ts
throw new Error('examples are run elsewhere');
\`\`\`
`;

test('a page is followed block by block', { skip: process.platform === 'win32' }, async () => {
  const root = mkdtempSync(join(tmpdir(), 'augmix-page-'));
  try {
    const blocks = blocksOfPage(page, 'docs/guide/page.md');
    let times = 0;
    const begin = () => {
      const start = join(root, `start-${times++}`, 'here');
      mkdirSync(start, { recursive: true });
      return start;
    };
    await followPage(blocks, begin, root);
    const found = blocks.map(({ language, problems }) => [language, problems.length]);
    assert.deepEqual(found, [['yaml', 1], ['sh', 0], ['sh', 1], ['sh', 0], ['sh', 0], ['yaml', 0], ['json', 1]]); // prettier-ignore
    assert.match(blocks[0].problems[0], /unknown key "wieght"/);
    assert.match(blocks[2].problems[0], /exit code 1/);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('commands of other pages than those that are followed are left alone', () => {
  assert.deepEqual(blocksOfPage('```sh\nnpm install\n```\n', 'packages/ops/README.md'), []);
});
