import type { AnswerCheck } from '../inference/check-answer.ts';
import { parseJson } from '../inference/read-envelope.ts';
import { problemOfScript } from './check-script.ts';
import { outputKindOf } from './languages.ts';
import { unwrapFence } from './unwrap-fence.ts';

/** Code in a language: unwrapped, and looked at as far as that is cheap. */
export function checkCode(language: string): AnswerCheck<string> {
  return (text) => {
    const code = unwrapFence(text);
    if (!code.ok) return code;
    const problem = problemOf(code.value, language);
    return problem === undefined ? code : { ok: false, problem };
  };
}

function problemOf(code: string, language: string): string | undefined {
  const kind = outputKindOf(language);
  switch (kind) {
    case 'json':
      return parseJson(code) === undefined ? 'it is not valid JSON.' : undefined;
    case 'script':
    case 'script-with-markup':
      return problemOfScript(code, kind === 'script-with-markup');
    case 'unchecked':
      return undefined;
  }
}
