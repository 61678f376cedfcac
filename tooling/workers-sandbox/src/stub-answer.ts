/** A message of a chat, as every dialect of inference sends it. */
export interface ChatMessage {
  readonly role: string;
  readonly content: string;
}

const label = 'answered by fake-inference, a stub: no model ran';

/**
 * A deterministic answer of the form the prompt asks for: JSON, one block of code in the language it names, or prose. Submitted
 * code comes back as it is, below a comment that says who answered.
 */
export function stubAnswer(messages: readonly ChatMessage[]): string {
  const system = messages.find(({ role }) => role === 'system')?.content ?? '';
  const user = messages.find(({ role }) => role === 'user')?.content ?? '';
  if (system.includes('"findings"')) return JSON.stringify({ summary: capitalised(label), findings: [] });
  const language = /one fenced block of ([\w#+. -]+?) code/.exec(system)?.[1];
  if (language !== undefined) return fenced(language, user);
  return `${capitalised(label)}. It was sent ${user.length} characters.`;
}

function fenced(language: string, user: string): string {
  const submitted = /<(code(?:-\d+)?)>\n([\s\S]*?)\n<\/\1>/.exec(user)?.[2];
  const comment = /^(?:python|ruby|shell|yaml)$/i.test(language) ? `# ${label}` : `// ${label}`;
  return `\`\`\`${language}\n${comment}\n${submitted ?? 'export const stub = true;'}\n\`\`\``;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
