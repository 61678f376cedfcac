/**
 * Programs the tests run against that npm cannot bring. A part is installed only where its command is missing; where it
 * cannot be installed, the tests that need it say so under "not run here".
 *
 * @typedef {object} DebianPart
 * @property {string} command the program whose presence shows that the part is there, e.g. `slapd`
 * @property {string} debianPackage
 */

/** @type {readonly DebianPart[]} */
export const debianParts = [{ command: 'chromium', debianPackage: 'chromium' }];
