/** What `crypto.subtle` of workerd has beside the standard. */
interface ComparingCrypto {
  timingSafeEqual(left: ArrayBuffer, right: ArrayBuffer): boolean;
}

/**
 * Compares in a time that depends on neither text: of both only the digests meet, which have one length whatever the texts
 * have.
 */
export async function isSameSecret(given: string, expected: string): Promise<boolean> {
  const [left, right] = await Promise.all([digest(given), digest(expected)]);
  return (crypto.subtle as unknown as ComparingCrypto).timingSafeEqual(left, right);
}

const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
