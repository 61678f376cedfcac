import type { Message } from '../inference/inference-driver.ts';
import { pieces } from './pieces.ts';

/** What a prompt is made of. */
export interface PromptParts {
  /** What the model has to do, sentence by sentence. */
  readonly task: readonly string[];
  /** Submitted texts by the name of their tag, in order; absent ones are left out. */
  readonly material: Readonly<Record<string, string | undefined>>;
}

/** The messages of a prompt: rules for the model, and the material between tags that do not occur in it. */
export function buildPrompt({ task, material }: PromptParts): readonly Message[] {
  const sections = Object.entries(material).flatMap(([name, text]) =>
    text === undefined ? [] : [section(name, text)],
  );
  return [
    { role: 'system', content: [pieces.role, ...task, pieces.material, pieces.placeholders].join('\n') },
    { role: 'user', content: sections.join('\n\n') },
  ];
}

function section(name: string, text: string): string {
  const tag = freeTag(name, text);
  return `<${tag}>\n${text}\n</${tag}>`;
}

/** The name, or with a number behind it that is higher than any by which the text could end the section itself. */
function freeTag(name: string, text: string): string {
  let highest = 0;
  for (const [, number] of text.matchAll(new RegExp(`</${name}(?:-(\\d{1,9}))?>`, 'g'))) {
    highest = Math.max(highest, Number(number ?? '1'));
  }
  return highest === 0 ? name : `${name}-${highest + 1}`;
}
