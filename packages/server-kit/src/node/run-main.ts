/**
 * Runs a program's main function. What it throws ends the process with 1 and one line on stderr, `program: message`:
 * the operator who started it reads it, so it may name files and addresses.
 */
export async function runMain(program: string, main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${program}: ${error instanceof Error ? sentence(error) : 'failed to start'}\n`);
    process.exit(1);
  }
}

const fixes: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Another process uses the port: end it, or choose another port.',
  EACCES: 'This user may not do that: check the rights on the file or the port.',
  ENOENT: 'The file or directory does not exist: create it, or correct the configuration.',
  ENOSPC: 'The disk is full.',
};

function sentence(error: Error): string {
  const fix = 'code' in error ? fixes[String(error.code)] : undefined;
  return fix === undefined ? error.message : `${error.message}. ${fix}`;
}
