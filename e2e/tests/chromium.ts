// A page in headless Chromium, driven through its debugging protocol on two pipes: no package, no port.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A command that starts Chromium or Chrome; the environment variable CHROME names one that is not found. */
export function findChromium(): string | undefined {
  const names = [process.env['CHROME'], 'chromium', 'chromium-browser', 'google-chrome', 'chrome'];
  return names.find((name) => name && spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
}

/** An open page. */
export interface Page {
  /** Waits until an expression is true in the page. */
  waitFor(expression: string): Promise<void>;
  /** The value of an expression in the page, or of what it promises. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** The whole page as PNG. */
  screenshot(): Promise<Buffer>;
  /** What went wrong in the page so far: exceptions and errors on its console. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

interface Message {
  id?: number;
  method?: string;
  params?: { exceptionDetails?: { exception?: { description?: string } }; entry?: LogEntry };
  result?: Record<string, unknown>;
  error?: { message: string };
}
interface LogEntry {
  level: string;
  text: string;
}

/** Opens an address. */
export async function openPage(chromium: string, url: string): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe'];
  const browser = spawn(chromium, [...flags, `--user-data-dir=${profile}`, '--window-size=900,1100'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , , requests, answers] = browser.stdio as unknown as [null, null, null, Writable, Readable];
  const exited = new Promise((resolve) => browser.on('exit', resolve));
  const waiting = new Map<
    number,
    { resolve(result: Record<string, unknown>): void; reject(e: Error): void }
  >();
  const problems: string[] = [];
  let sessionId: string | undefined;

  const receive = ({ id, method, params, result, error }: Message): void => {
    if (id !== undefined) {
      const { resolve, reject } = waiting.get(id)!;
      waiting.delete(id);
      if (error) reject(new Error(error.message));
      else resolve(result ?? {});
    } else if (method === 'Runtime.exceptionThrown') {
      problems.push(params?.exceptionDetails?.exception?.description ?? 'an exception');
    } else if (method === 'Log.entryAdded' && params?.entry?.level === 'error') {
      problems.push(params.entry.text);
    }
  };
  let rest = '';
  answers.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\0');
    rest = parts.pop()!;
    for (const part of parts) receive(JSON.parse(part) as Message);
  });

  let lastId = 0;
  const send = (method: string, params: object = {}): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      requests.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  const evaluate = async <Value>(expression: string): Promise<Value> => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: Value }).value;
  };

  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  ({ sessionId } = (await send('Target.attachToTarget', { targetId, flatten: true })) as {
    sessionId: string;
  });
  for (const domain of ['Runtime', 'Log', 'Page']) await send(`${domain}.enable`);
  await send('Page.navigate', { url });

  return {
    problems,
    evaluate,
    async waitFor(expression) {
      while (!(await evaluate<boolean>(`Boolean(${expression})`))) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async screenshot() {
      const { data } = await send('Page.captureScreenshot', { captureBeyondViewport: true });
      return Buffer.from(data as string, 'base64');
    },
    async close() {
      sessionId = undefined;
      await send('Browser.close');
      await exited;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
