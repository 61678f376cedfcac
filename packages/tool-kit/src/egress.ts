/** How a result is scrubbed before it leaves. */
export type Egress =
  /** The finish step walks every string. The default. */
  | 'generic'
  /** The handler scrubs with `call.scrub`, because it knows the columns. */
  | 'scrubbed'
  /** Not scrubbed, for the stated reason, e.g. generated code. */
  | { readonly off: string };
