import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const children = JSON.stringify(new URL('children.mjs', import.meta.url).href);

/** Starts a process like ours and hands it out once what it runs has printed something. */
const launch = async (script: string) => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  return parent;
};

const foreground = (job: string) =>
  launch(`
    import { runInForeground } from ${children};
    process.exitCode = await runInForeground(process.execPath, ['-e', ${JSON.stringify(job)}]);
  `);

test('a signal is passed on, and the exit code of the job is ours', async () => {
  const parent = await foreground(
    `setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(7)); console.log('up')`,
  );
  parent.kill('SIGTERM');
  expect(await once(parent, 'exit')).toEqual([7, null]);
});

test('a job that dies of the signal ends us with the code a shell would report', async () => {
  const parent = await foreground(`setInterval(() => {}, 1000); console.log('up')`);
  parent.kill('SIGTERM');
  expect(await once(parent, 'exit')).toEqual([143, null]);
});

test('a captured tool ends with everything it started', async () => {
  const tool = `node -e "setInterval(() => {}, 1000); console.log('up')"; true`;
  const script = `
    import { runCommand } from ${children};
    await runCommand('sh', ['-c', ${JSON.stringify(tool)}], { onLine: (line) => console.log(line) })
      .catch((error) => { process.exitCode = error.exitCode; });
  `;
  const parent = await launch(script);
  parent.kill('SIGTERM');
  // Its pipe is closed only when the last process that holds it has ended.
  expect(await once(parent, 'close')).toEqual([143, null]);
});
