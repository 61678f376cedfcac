import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Signs digests. */
export interface SigningKey {
  /** SHA-256 (hex) of the public key in DER. */
  readonly id: string;
  /** SPKI in DER, base64. */
  readonly publicKey: string;
  /** Ed25519, base64. */
  sign(text: string): string;
}

/**
 * Reads an Ed25519 private key.
 *
 * @throws Error when the PEM is no such key.
 */
export function parseSigningKey(pem: string): SigningKey {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the audit signing key is not an Ed25519 key');
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    id: createHash('sha256').update(der).digest('hex'),
    publicKey: der.toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  };
}

/**
 * Reads the key of a file (PEM, PKCS #8), and makes one, mode 0600, where there is none.
 *
 * @throws Error when the file cannot be read or made, or holds no Ed25519 private key.
 */
export async function openSigningKey(path: string): Promise<SigningKey> {
  return parseSigningKey((await readOrMake(path, makePem)).toString());
}

/** 32 random bytes of a file, which is made, mode 0600, where there is none. */
export async function openSecret(path: string): Promise<Buffer> {
  return readOrMake(path, () => Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(32))));
}

/** Two processes that start at once end up with the same content, and neither sees half of it. */
async function readOrMake(path: string, make: () => string | Uint8Array): Promise<Buffer> {
  const known = await readIfThere(path);
  if (known !== undefined) return known;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, make(), { flag: 'wx', mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(path);
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function makePem(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Whether `signature` (base64) is of `text`, by the key. False for what is no key or signature. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return (
      key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}

/** SHA-256 (hex) of a public key in DER, base64. */
export function keyId(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
}
