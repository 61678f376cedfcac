import type { z } from 'zod';
import type { AnswerCheck } from '../inference/check-answer.ts';
import { parseJson } from '../inference/read-envelope.ts';
import { unwrapFence } from './unwrap-fence.ts';

/** JSON of a schema, fenced or not. */
export function checkJson<T>(schema: z.ZodType<T>): AnswerCheck<T> {
  return (text) => {
    const json = unwrapFence(text);
    if (!json.ok) return json;
    const value = parseJson(json.value);
    if (value === undefined) return { ok: false, problem: 'it is not valid JSON.' };
    const parsed = schema.safeParse(value);
    if (parsed.success) return { ok: true, value: parsed.data };
    const places = parsed.error.issues.slice(0, 3).map(({ path }) => path.join('.') || 'the whole');
    return { ok: false, problem: `it is not of the schema that was given: ${places.join(', ')}.` };
  };
}
