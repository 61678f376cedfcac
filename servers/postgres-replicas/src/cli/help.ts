import { listConfigKeys } from '../config/list-config-keys.ts';

/** `--help`, with every key of the configuration file. */
export function helpText(version: string): string {
  const keys = listConfigKeys().map(
    ({ key, description, default: value, required }) =>
      `  ${key}${required ? ' (required)' : ''}${value === undefined ? '' : ` [${value}]`}\n      ${description}`,
  );
  return `mcp-postgres-replicas ${version}
An MCP server that lets agents read Postgres replicas: read-only, scrubbed, audited.

Usage:
  mcp-postgres-replicas --config FILE [--transport stdio|http] [--port N]
  mcp-postgres-replicas --config FILE --check

Options:
  --config FILE      YAML configuration; its keys are below
  --transport KIND   stdio (default: the client starts the server) or http (many clients, at /mcp)
  --port N           port for http, on 127.0.0.1; 0 takes a free one; default: http.port of the configuration
  --check            validate the configuration and every target, say how to mend what is wrong, and end
  --help, --version

Exit codes: 0 done, 1 failed while running or a target failed the check, 2 wrong usage or configuration.

Configuration:
${keys.join('\n')}
`;
}
