/** `mcp-audit --help`. */
export const help = `mcp-audit: checks, reads and ships the audit log of an MCP server.

Usage
  mcp-audit verify DIR [--anchors FILE] [--key ID]... [--strict] [--json]
  mcp-audit tail DIR [--follow] [-n COUNT]
  mcp-audit ship DIR --sinks FILE [--signing-key FILE] [--timeout SECONDS]

DIR is the spool of a server (its \`audit.dir\`), or one instance directory of it.

verify    Reads every record and checks its hash, its place, and the signed digests. Reads only; the server may run.
  --anchors FILE   Digests that a sink has kept: lines of JSON, such as the file of a file sink on another machine.
                   Only with anchors does verify notice that the end of the log was cut off, or all of it replaced.
  --key ID         Id of a key that may sign; may be given several times. Without it verify trusts the first key that
                   the log itself shows, which whoever replaced the log can choose.
  --strict         Fails also on what is no damage: an unsigned or torn tail.
  --json           Prints the report as JSON.

tail      Prints records as lines of JSON, oldest first within each instance; the last 10 of each by default.
  --follow, -f     Goes on with what is written later, until it is interrupted.
  -n COUNT         How many records to begin with; 0 for none, all for every one.

ship      Brings what a dead process or machine has left to sinks, from their checkpoints on.
  --sinks FILE     JSON: a list as under \`audit.sinks\` of a server, e.g. [{ "type": "file", "path": "audit.ndjson" }].
                   Secrets are references: "env:NAME" or "file:PATH".
  --signing-key FILE
                   Takes each stream over first: signs its end and gives every attempt without an outcome one that says
                   \`unknown\`. Without it the records are shipped as they are.
  --timeout SECONDS  How long to try; default 60.

Exit codes
  0  verify: nothing bad was found.    ship: everything was delivered.
  1  verify: the log is damaged.       ship: something is left, or could not be read.
  2  The command line is wrong, or names what is not there.
`;
