#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { runCommand } from './command.js';

async function ask(question: string, suggestion: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(`${question} [${suggestion}]: `);
  } finally {
    terminal.close();
  }
}

process.exitCode = await runCommand(process.argv.slice(2), {
  cwd: process.cwd(),
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  ask: process.stdin.isTTY ? ask : undefined,
});
