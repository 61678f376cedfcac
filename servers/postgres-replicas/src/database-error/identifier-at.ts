const part = /(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*))(\s*\.\s*)?/uy;

/**
 * The name that stands at a position of the agent's own SQL, as `a.b.c`; absent when what stands there is not plainly a
 * name.
 *
 * @param position 1-based, in characters, as Postgres counts.
 */
export function identifierAt(sql: string, position: number): string | undefined {
  const text = Array.from(sql)
    .slice(position - 1, position + 255)
    .join('');
  const parts: string[] = [];
  part.lastIndex = 0;
  for (let found = part.exec(text); found !== null; found = part.exec(text)) {
    parts.push(found[1]?.replaceAll('""', '"') ?? found[2]?.toLowerCase() ?? '');
    if (found[3] === undefined) break;
  }
  return parts.length > 0 && parts.every(isPlain) ? parts.join('.') : undefined;
}

/** Long or strange quoted names can carry text that is no name. */
function isPlain(name: string): boolean {
  return /^[\p{L}\p{N}_$ -]{1,63}$/u.test(name);
}
