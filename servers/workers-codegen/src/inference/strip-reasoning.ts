const tag = /<(\/?)(?:think|thinking|reasoning)>/gi;
/** What gpt-oss writes around its channels when nobody parsed them: only the last one is the answer. */
const finalChannel = '<|channel|>final<|message|>';
const endMark = /<\|(?:end|return)\|>\s*$/;

/**
 * The answer without what the model thought aloud: blocks between tags, what stands before a closing tag that nobody opened, and
 * what follows an opening tag that nobody closed. Empty when it was all thinking.
 */
export function stripReasoning(text: string): string {
  const at = text.lastIndexOf(finalChannel);
  const answer = (at === -1 ? text : text.slice(at + finalChannel.length)).replace(endMark, '');
  let kept = '';
  let from = 0;
  let isThinking = false;
  for (const found of answer.matchAll(tag)) {
    const isClosing = found[1] === '/';
    if (isClosing) {
      if (!isThinking) kept = '';
      from = found.index + found[0].length;
    } else if (!isThinking) {
      kept += answer.slice(from, found.index);
    }
    isThinking = !isClosing;
  }
  return (isThinking ? kept : kept + answer.slice(from)).trim();
}
