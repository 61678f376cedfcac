const opening = /^\s*<(think|thinking|reasoning)>/i;
/** One message of gpt-oss as it is written when nobody parsed it: a channel, then its text. */
const channel = /\s*(?:<\|start\|>assistant\s*)?<\|channel\|>(\w+)(?:(?!<\|message\|>)[\s\S]){0,200}<\|message\|>/y;
const endOfMessage = /<\|(?:end|call|return)\|>/g;
const lastMark = /<\|(?:end|return)\|>\s*$/;
/** The same where the marks were dropped and the names of the channels were not. */
const unmarkedChannels = /^\s*analysis(?=[\sA-Z])[\s\S]*?assistantfinal/;
/** A closing tag at the start of a line. The templates of DeepSeek-R1 and QwQ open the block in the prompt, so no answer does. */
const closingLine = /^[ \t]*<\/(?:think|thinking|reasoning)>/gim;
const anyOpening = /<(?:think|thinking|reasoning)>/i;
const fence = /^[ \t]*(?:```|~~~)/gm;
const quotes = new Set(['"', "'", '`']);

/**
 * The answer without what the model thought aloud before it: blocks between tags at its start, what stands before a closing line that
 * nobody opened, the channels of gpt-oss before the final one. Empty when it was all thinking. Such tags later on, in code or in
 * prose, are the answer's own.
 */
export function stripReasoning(text: string): string {
  let answer = finalChannel(text).replace(unmarkedChannels, '');
  for (let tag = opening.exec(answer); tag !== null; tag = opening.exec(answer)) {
    const end = closingOf(answer, tag[1] ?? '', tag[0].length);
    if (end === undefined) return '';
    answer = answer.slice(end);
  }
  return answer.slice(endOfUnopened(answer)).trim();
}

/** The text of the final channel; empty where there are channels and none is final. */
function finalChannel(text: string): string {
  let at = 0;
  for (;;) {
    channel.lastIndex = at;
    const found = channel.exec(text);
    if (found === null) return at === 0 ? text : '';
    if (found[1] === 'final') return text.slice(channel.lastIndex).replace(lastMark, '');
    endOfMessage.lastIndex = channel.lastIndex;
    if (endOfMessage.exec(text) === null) return '';
    at = endOfMessage.lastIndex;
  }
}

/** Where the block ends: behind the first closing tag that does not stand in quotes, as a thought about the tag would. */
function closingOf(text: string, name: string, from: number): number | undefined {
  const closing = new RegExp(`</${name}>`, 'gi');
  closing.lastIndex = from;
  for (const { index, 0: tag } of text.matchAll(closing)) {
    const end = index + tag.length;
    const before = text.charAt(index - 1);
    if (!quotes.has(before) || text.charAt(end) !== before) return end;
  }
  return undefined;
}

/** Where thoughts end that were opened in the prompt; 0 where there are none. */
function endOfUnopened(text: string): number {
  for (const { index, 0: tag } of text.matchAll(closingLine)) {
    const before = text.slice(0, index);
    const isInFence = [...before.matchAll(fence)].length % 2 === 1;
    return isInFence || anyOpening.test(before) ? 0 : index + tag.length;
  }
  return 0;
}
