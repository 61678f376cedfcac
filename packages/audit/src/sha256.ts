/** SHA-256 of the UTF-8 bytes of `text`, in lower-case hex. */
export type Sha256 = (text: string) => string | Promise<string>;

/** With WebCrypto, which every runtime has. Node's own `crypto.hash` is several times cheaper. */
export async function sha256WithWebCrypto(text: string): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
