/** Languages that are checked as JavaScript: the tokens are the same. */
const scriptNames = new Set(['typescript', 'ts', 'mts', 'cts']);
const scriptNamesWithMarkup = new Set(['tsx', 'javascript', 'js', 'jsx', 'mjs', 'cjs']);

/** How generated text in a language is checked. */
export type OutputKind = 'script' | 'script-with-markup' | 'json' | 'unchecked';

/** Tells by the name of the language, in whatever case. */
export function outputKindOf(language: string): OutputKind {
  const name = language.trim().toLowerCase();
  if (name === 'json') return 'json';
  if (scriptNamesWithMarkup.has(name)) return 'script-with-markup';
  return scriptNames.has(name) ? 'script' : 'unchecked';
}
