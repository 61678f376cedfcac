import { byteLength } from '@mcp-chassis/tool-kit';

const asciiPerToken = 3;
const otherBytesPerToken = 2;

/**
 * Tokens a text takes, about: a third of its ASCII characters, and half of the UTF-8 bytes of all others. For accounts where an upstream
 * does not count; what may be sent is judged by `boundTokens`.
 */
export function estimateTokens(text: string): number {
  const bytes = byteLength(text);
  const ascii = countAscii(text);
  return Math.ceil(ascii / asciiPerToken + (bytes - ascii) / otherBytesPerToken);
}

function countAscii(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) < 0x80) count += 1;
  return count;
}
