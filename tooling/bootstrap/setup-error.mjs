/** A failure a person can mend: its message says what is wrong, `fix` what to do, `output` what the tool said last. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {{ fix?: string, output?: string }} [more]
   */
  constructor(message, more = {}) {
    super(message);
    this.fix = more.fix;
    this.output = more.output;
  }
}

/** A child ended because the person, or whoever runs us, asked for it. */
export class Interrupted extends Error {
  /** @param {number} exitCode what a shell reports for the signal */
  constructor(exitCode) {
    super('interrupted');
    this.exitCode = exitCode;
  }
}
