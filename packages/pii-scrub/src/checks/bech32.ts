const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKS = new Set([1, 0x2bc830a3]);

/** Bech32 (BIP 173) and Bech32m (BIP 350), in one case. */
export function passesBech32(text: string): boolean {
  const lower = text.toLowerCase();
  const separator = lower.lastIndexOf('1');
  const prefix = Array.from(lower.slice(0, separator), (char) => char.charCodeAt(0));
  const values = Array.from(lower.slice(separator + 1), (char) => ALPHABET.indexOf(char));
  if (separator < 1 || values.length < 6 || values.includes(-1)) return false;
  const expanded = [...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31), ...values];
  return CHECKS.has(expanded.reduce(step, 1));
}

function step(check: number, value: number): number {
  const top = check >>> 25;
  const next = ((check & 0x1ffffff) << 5) ^ value;
  return GENERATORS.reduce((sum, generator, bit) => ((top >> bit) & 1 ? sum ^ generator : sum), next) >>> 0;
}
