import jsTokens from 'js-tokens';

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
/** Not of JavaScript yet, but of TypeScript. */
const decorator = '@';
/** Types of tokens that may be brackets. */
const brackets = new Set(['Punctuator', 'JSXPunctuator']);
const openers = new Set(Object.values(closers));

/** What is wrong with JavaScript or TypeScript as a sequence of tokens; undefined when nothing is. It is not parsed. */
export function problemOfScript(code: string, hasMarkup: boolean): string | undefined {
  const open: string[] = [];
  let line = 1;
  for (const token of jsTokens(code, { jsx: hasMarkup })) {
    if (token.type === 'Invalid' && token.value !== decorator)
      return `line ${line} has a character that cannot be there.`;
    if ('closed' in token && !token.closed)
      return `line ${line} has a string, template, expression or comment that is not closed.`;
    if (token.type === 'TemplateHead') open.push(token.type);
    else if (token.type === 'TemplateTail') open.pop();
    else if (brackets.has(token.type)) {
      if (openers.has(token.value)) open.push(token.value);
      else if (token.value in closers && open.pop() !== closers[token.value])
        return `line ${line} closes a bracket that is not open.`;
    }
    line += countBreaks(token.value);
  }
  return open.length === 0 ? undefined : 'a bracket or a template is not closed.';
}

function countBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
