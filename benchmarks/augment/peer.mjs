// The Python side: a private virtual environment with pinned packages, and one process in it that answers requests.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

function preparePython() {
  const environment = here('../.venv/augment');
  const python = `${environment}/bin/python`;
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' });
  const options = ['--quiet', '--disable-pip-version-check', '-r', here('requirements.txt')];
  execFileSync(python, ['-m', 'pip', 'install', ...options], { stdio: 'inherit' });
  return python;
}

/** Starts the peer: its versions, `ask(request)` for a rate in images a second, and `stop()`. */
export async function startPeer(clock, python = preparePython()) {
  const peer = spawn(python, [here('peer.py'), clock], { stdio: ['pipe', 'pipe', 'inherit'] });
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
      if (error !== undefined) throw new Error(`${request.path ?? request.op}: ${error}`);
      return rate;
    },
    stop: () => peer.stdin.end(),
  };
}
