// Processes that a benchmark asks in turns, a line of JSON for each request and answer, and the Python side among them: a
// private virtual environment with pinned packages.
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
 * Starts a process that writes its versions first and then answers requests: `request(…)` gives the whole answer,
 * `ask(…)` its rate.
 */
export async function startServer(program, args, env = process.env) {
  const server = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
  const answers = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await answers.next();
    if (done) throw new Error(`${args[0]} ended early`);
    const { error, ...rest } = JSON.parse(value);
    if (error !== undefined) throw new Error(error);
    return rest;
  };
  const request = (about) => {
    server.stdin.write(`${JSON.stringify(about)}\n`);
    return answer();
  };
  return {
    versions: await answer(),
    request,
    ask: async (about) => (await request(about)).rate,
    stop: () => server.stdin.end(),
  };
}

/**
 * Starts `peer.py` of a benchmark's folder.
 *
 * @param python an interpreter that has the requirements; default: an environment of the benchmark's own
 */
export const startPeer = ({ name, folder, python = preparePython(name, folder) }) =>
  startServer(python, [join(folder, 'peer.py')]);
