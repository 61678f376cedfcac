/** The four parts every tool's description is made of. Each is one or two plain sentences. */
export interface DescriptionParts {
  /** What the tool does. */
  readonly does: string;
  /** When an agent should reach for it. */
  readonly useWhen: string;
  /** When it should not, and what to use instead. */
  readonly notWhen: string;
  /** What comes back. */
  readonly returns: string;
}

/** One paragraph, in the order of the parts. */
export function renderDescription(parts: DescriptionParts): string {
  const sentence = (text: string) => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
  return [
    sentence(parts.does),
    `Use it when ${sentence(parts.useWhen)}`,
    `Do not use it when ${sentence(parts.notWhen)}`,
    `Returns ${sentence(parts.returns)}`,
  ].join(' ');
}
