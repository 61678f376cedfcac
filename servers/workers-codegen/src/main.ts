import { createWorker } from './worker.ts';

const worker = createWorker({
  now: Date.now,
  fetch: (input, init) => fetch(input, init),
  write: (line) => console.log(line),
});

export default worker;
