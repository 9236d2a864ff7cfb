// Child process of run-examples.mjs: imports the programs named on the command line one after the other and sends,
// for each, what went wrong in it.
import { inspect } from 'node:util';
import { pathToFileURL } from 'node:url';
import { isAsWritten } from './examples.mjs';

for (const [index, file] of process.argv.slice(2).entries()) {
  const problems = [];
  let checks = 0;
  globalThis.checkExample = (line, actual, expected) => {
    checks++;
    const value = expected();
    if (isAsWritten(actual, value)) return;
    const show = (what) => inspect(what, { depth: 6, breakLength: Infinity, maxArrayLength: 20 });
    problems.push({ line, message: `gives ${show(actual)}, not ${show(value)}` });
  };
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    problems.push({ message: error?.stack?.split('\n').slice(0, 3).join('\n      ') ?? String(error) });
  }
  process.send({ index, checks, problems });
}
// A backend or a worker that an example left running must not keep the process.
process.disconnect();
process.exit(0);
