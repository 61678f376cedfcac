/** The version of this package, as in its manifest. */
export const version = '0.0.0';
