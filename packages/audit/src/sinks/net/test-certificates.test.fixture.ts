import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An authority nobody knows, and its certificate for `localhost` alone. PEM. */
export interface TestCertificates {
  readonly ca: string;
  readonly key: string;
  readonly cert: string;
}

export const hasOpenssl = (): boolean => spawnSync('openssl', ['version']).status === 0;

export async function makeCertificates(): Promise<TestCertificates> {
  const directory = await mkdtemp(join(tmpdir(), 'audit-tls-'));
  const openssl = (command: string) => execFileSync('openssl', command.split(' '), { cwd: directory, stdio: 'ignore' });
  try {
    await writeFile(join(directory, 'names'), 'subjectAltName=DNS:localhost');
    openssl('req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=test-authority');
    openssl('req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost');
    openssl('x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -extfile names');
    const read = (name: string) => readFile(join(directory, name), 'utf8');
    return { ca: await read('ca.pem'), key: await read('server.key'), cert: await read('server.pem') };
  } finally {
    await rm(directory, { recursive: true });
  }
}
