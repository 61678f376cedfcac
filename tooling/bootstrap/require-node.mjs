const OLDEST_NODE = 20;

/**
 * Ends the process with a clear message on a Node too old for what is imported next. Runs on any Node that knows ES
 * modules, so it uses nothing newer, and an entry imports everything else dynamically after it.
 *
 * @param {string} [version] the version to judge, for tests
 * @returns {void}
 */
export function requireNode(version = process.versions.node) {
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return;
  process.stderr.write(
    '✖ mcp-chassis needs Node ' +
      OLDEST_NODE +
      ' or newer to start, and this is Node ' +
      version +
      '\n' +
      '  (' +
      process.execPath +
      ').\n' +
      '  To mend it: install a current Node from https://nodejs.org (or `nvm install 24`) and run the command again.\n',
  );
  process.exit(1);
}
