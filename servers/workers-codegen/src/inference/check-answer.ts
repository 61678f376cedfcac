/** What an answer has to be before it is a result. */
export type AnswerCheck<T> = (text: string) => Checked<T>;

/** A checked answer; or what is wrong with it, in words for the model that is to mend it. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** The same check, with its value made into a result. */
export function resultOf<T, Result>(check: AnswerCheck<T>, make: (value: T) => Result): AnswerCheck<Result> {
  return (text) => {
    const checked = check(text);
    return checked.ok ? { ok: true, value: make(checked.value) } : checked;
  };
}
