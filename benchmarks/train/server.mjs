// The other end of startServer: writes the versions, then answers each line of JSON with one.
import { createInterface } from 'node:readline';

/** Gets ready, which gives versions, and serves until the input ends. What libraries print goes to stderr. */
export async function serve(prepare, answer) {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  const reply = (value) => write(`${JSON.stringify(value)}\n`);
  try {
    reply(await prepare());
  } catch (error) {
    reply({ error: error.message });
    process.exit(1);
  }
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      reply(await answer(JSON.parse(line)));
    } catch (error) {
      reply({ error: error.stack });
    }
  }
  process.exit();
}

const clocks = {
  wall: () => performance.now() / 1000,
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
};

/** Calls something over and over for some seconds, at least once, and gives its rate and its last value. */
export async function measure(call, count, { seconds, clock }) {
  const end = clocks.wall() + seconds;
  const start = clocks[clock]();
  let calls = 0;
  let last;
  do {
    last = await call();
    calls++;
  } while (clocks.wall() < end);
  return { rate: (calls * count) / (clocks[clock]() - start), last };
}
