// The Python side of a benchmark: a private virtual environment with pinned packages, and one process in it that answers
// requests, a line of JSON each.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

function preparePython(name, folder) {
  const environment = fileURLToPath(new URL(`.venv/${name}`, import.meta.url));
  const python = join(environment, 'bin', 'python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' });
  const options = ['--quiet', '--disable-pip-version-check', '-r', join(folder, 'requirements.txt')];
  execFileSync(python, ['-m', 'pip', 'install', ...options], { stdio: 'inherit' });
  return python;
}

/**
 * Starts `peer.py` of a benchmark's folder: its versions, `ask(request)` for a rate, and `stop()`.
 *
 * @param python an interpreter that has the requirements; default: an environment of the benchmark's own
 */
export async function startPeer({ name, folder, python = preparePython(name, folder) }) {
  const peer = spawn(python, [join(folder, 'peer.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: peer.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await answers.next();
    if (done) throw new Error('the Python process ended early');
    return JSON.parse(value);
  };
  return {
    versions: await answer(),
    async ask(request) {
      peer.stdin.write(`${JSON.stringify(request)}\n`);
      const { rate, error } = await answer();
      if (error !== undefined) throw new Error(`${JSON.stringify(request)}: ${error}`);
      return rate;
    },
    stop: () => peer.stdin.end(),
  };
}
