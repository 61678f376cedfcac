const closedBlock = /<(think|thinking|reasoning)>[\s\S]*?<\/\1>/gi;
const closingTag = /^[\s\S]*<\/(?:think|thinking|reasoning)>/i;
const openBlock = /<(?:think|thinking|reasoning)>[\s\S]*$/i;
/** What gpt-oss writes around its channels when nobody parsed them: only the last one is the answer. */
const channels = /^[\s\S]*<\|channel\|>final<\|message\|>/;
const endMark = /<\|(?:end|return)\|>\s*$/;

/** The answer without what the model thought aloud. Empty when it was all thinking. */
export function stripReasoning(text: string): string {
  return text
    .replace(channels, '')
    .replace(endMark, '')
    .replace(closedBlock, '')
    .replace(closingTag, '')
    .replace(openBlock, '')
    .trim();
}
