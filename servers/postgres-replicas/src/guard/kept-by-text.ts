/** Values by the text they were made from: of those, the ones that were asked for last. */
export interface KeptByText<Value> {
  get(text: string): Value | undefined;
  set(text: string, value: Value): void;
}

/** Most that is kept. */
export interface KeepLimits {
  readonly texts: number;
  /** Of all texts together, in UTF-16 units. A text of more than a sixteenth of that is not kept. */
  readonly characters: number;
}

/** Keeps nothing yet. */
export function keepByText<Value>(limits: KeepLimits): KeptByText<Value> {
  // A Map keeps its order: the text that was asked for longest ago is the first.
  const kept = new Map<string, Value>();
  let characters = 0;
  const drop = (text: string) => {
    if (kept.delete(text)) characters -= text.length;
  };
  return {
    get(text) {
      const value = kept.get(text);
      if (value === undefined) return undefined;
      kept.delete(text);
      kept.set(text, value);
      return value;
    },
    set(text, value) {
      drop(text);
      if (text.length > limits.characters / 16) return;
      kept.set(text, value);
      characters += text.length;
      for (const oldest of kept.keys()) {
        if (kept.size <= limits.texts && characters <= limits.characters) return;
        drop(oldest);
      }
    },
  };
}
