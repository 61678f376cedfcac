/** `mcp-audit --help`. */
export const help = `mcp-audit: checks, reads and ships the audit log of an MCP server.

Usage
  mcp-audit verify DIR [--anchors FILE] [--key ID]... [--strict] [--json]
  mcp-audit tail DIR [--follow] [-n COUNT]
  mcp-audit ship DIR --sinks FILE [--signing-key FILE] [--timeout SECONDS]
  mcp-audit postgres migrate CONNECTION --writer ROLE --maintainer ROLE [--reader ROLE] [--retain-months N]
  mcp-audit postgres maintain CONNECTION [--months-ahead N] [--from YYYY-MM]

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

postgres  Looks after the database of a Postgres sink.
  migrate          Prepares it, or brings it to the newest version, and gives the roles their rights. The role that logs in
                   owns it all; the others must exist.
  --retain-months N  Whole months to keep before the current one; 13 at first.
  maintain         Makes the partitions of this month and the next, drops those past their retention. To be run daily.
  --months-ahead N   Default 3.
  --from YYYY-MM   An earlier month to begin with, for records that come late, such as those of ship.
  CONNECTION       --host HOST --database NAME --user ROLE --password env:NAME|file:PATH [--port N] [--ca FILE] [--no-tls]
                   TLS is verified; --no-tls is for loopback hosts only.

Exit codes
  0  verify: nothing bad was found.    ship: everything was delivered.
  1  verify: the log is damaged.       ship: something is left, or could not be read.
     postgres: the database refused, or cannot be reached.
  2  The command line is wrong, or names what is not there.
`;
