// Child process of run-commands.mjs: runs the commands that it is sent one after the other, without starting anew for each.
import { augmix } from './augmix.mjs';

const wordsOf = (line) =>
  [...line.matchAll(/'([^']*)'|((?:[^\s']|'[^']*')+)/g)].map(
    ([, quoted, word]) => quoted ?? word.replaceAll("'", ''),
  );

process.once('message', async (lines) => {
  let printed = '';
  for (const stream of [process.stdout, process.stderr]) stream.write = (text) => Boolean((printed += text));
  for (const line of lines) {
    printed = '';
    const code = await augmix(wordsOf(line).slice(1)).catch((error) => String(error));
    process.send(
      code === 0 ? { line } : { line, problem: `exit code ${code}: ${printed.trim().split('\n').at(-1)}` },
    );
  }
  process.disconnect();
  process.exit(0);
});
