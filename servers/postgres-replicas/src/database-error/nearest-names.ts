import { distance } from 'fastest-levenshtein';

const mostSuggestions = 3;

/**
 * The known names nearest to one that does not exist, best first. Only the last part of a qualified name is compared;
 * case is ignored. At most a third of the letters may differ, or one name contains the other.
 */
export function nearestNames(missing: string, known: readonly string[]): readonly string[] {
  const wanted = lastPart(missing);
  const scored: { readonly name: string; readonly score: number }[] = [];
  for (const name of new Set(known)) {
    const score = scoreOf(wanted, lastPart(name));
    if (score !== undefined) scored.push({ name, score });
  }
  scored.sort((a, b) => a.score - b.score || a.name.localeCompare(b.name));
  return scored.slice(0, mostSuggestions).map(({ name }) => name);
}

function scoreOf(wanted: string, candidate: string): number | undefined {
  const edits = distance(wanted, candidate);
  if (edits <= Math.max(1, Math.floor(wanted.length / 3))) return edits;
  const contains =
    wanted.length >= 3 && candidate.length >= 3 && (candidate.includes(wanted) || wanted.includes(candidate));
  return contains ? 10 + edits : undefined;
}

function lastPart(name: string): string {
  return (name.split('.').at(-1) ?? name).toLowerCase();
}
