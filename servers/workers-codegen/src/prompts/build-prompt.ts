import type { Message } from '../inference/inference-driver.ts';
import { pieces } from './pieces.ts';

/** The tag the rules speak of, whether a prompt has it or not. */
const reserved = ['instruction'];

/** What a prompt is made of. */
export interface PromptParts {
  /** What the model has to do, sentence by sentence. */
  readonly task: readonly string[];
  /** Submitted texts by the name of their tag, in order; absent ones are left out. */
  readonly material: Readonly<Record<string, string | undefined>>;
}

/**
 * The messages of a prompt: rules for the model, and the material between tags. Where submitted text has one of these tags in it, all of
 * them get a number that does not occur there, and the rules say which: no text ends its section, or opens one that is obeyed.
 */
export function buildPrompt({ task, material }: PromptParts): readonly Message[] {
  const sections = Object.entries(material).filter((section): section is [string, string] => section[1] !== undefined);
  const suffix = freeSuffix(
    sections.map(([name]) => name),
    sections.map(([, text]) => text),
  );
  const rules = [pieces.role, ...task, pieces.material, pieces.placeholders];
  return [
    { role: 'system', content: [...rules, ...(suffix === '' ? [] : [pieces.suffix(suffix)])].join('\n') },
    {
      role: 'user',
      content: sections.map(([name, text]) => `<${name}${suffix}>\n${text}\n</${name}${suffix}>`).join('\n\n'),
    },
  ];
}

/** Empty while no text has a tag of these names, however a model may read one; else the first number that none of them has. */
function freeSuffix(names: readonly string[], texts: readonly string[]): string {
  const tag = new RegExp(`<[\\s/]*(?:${[...reserved, ...names].join('|')})(?:-0*(\\d+))?(?![\\w-])`, 'gi');
  const taken = new Set(texts.flatMap((text) => [...text.matchAll(tag)].map(([, number]) => number ?? '1')));
  if (taken.size === 0) return '';
  let number = 2;
  while (taken.has(String(number))) number += 1;
  return `-${number}`;
}
