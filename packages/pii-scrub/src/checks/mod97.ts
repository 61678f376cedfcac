/** ISO 7064 mod 97-10 of digits and capital letters, which count 10 to 35. */
export function mod97(characters: string): number {
  let remainder = 0;
  for (let at = 0; at < characters.length; at++) {
    const code = characters.charCodeAt(at);
    remainder = code < 65 ? (remainder * 10 + code - 48) % 97 : (remainder * 100 + code - 55) % 97;
  }
  return remainder;
}
