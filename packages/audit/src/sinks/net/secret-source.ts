/**
 * A credential, or how to get it: a function is asked anew for every delivery, so that a rotated one is seen. What it
 * throws is never shown, because it might name the credential.
 */
export type SecretSource = string | (() => string | Promise<string>);
