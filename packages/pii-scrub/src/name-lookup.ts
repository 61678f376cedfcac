import type { NameRule } from './name-rule-table.ts';
import type { NameRules } from './name-rules.ts';

/** What the name from `start` to `end` tells, by its bytes; they are ASCII. */
export type NameLookup = (units: Uint8Array, start: number, end: number) => NameRule | undefined;

const SLOTS = 1_024;

/** Asks `rules` without making a string of the name each time: most names in a text come again and again. Keeps no text alive. */
export function createNameLookup(rules: NameRules): NameLookup {
  const names: string[] = Array.from({ length: SLOTS }, () => '');
  const answers: (NameRule | undefined)[] = Array.from({ length: SLOTS }, () => undefined);
  return (units, start, end) => {
    let hash = 0;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + units[at]!) | 0;
    const slot = (hash ^ (hash >>> 10)) & (SLOTS - 1);
    if (!isSame(names[slot]!, units, start, end)) {
      const name = Reflect.apply(String.fromCharCode, undefined, units.subarray(start, end)) as string;
      names[slot] = name;
      answers[slot] = rules(name);
    }
    return answers[slot];
  };
}

function isSame(name: string, units: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let at = start; at < end; at++) if (name.charCodeAt(at - start) !== units[at]) return false;
  return true;
}
