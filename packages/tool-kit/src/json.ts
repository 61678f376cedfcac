/** A value that survives `JSON.stringify` unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object: what a tool returns and what a client sends as arguments. */
export type JsonObject = { readonly [key: string]: Json };
