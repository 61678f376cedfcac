import { fileURLToPath } from 'node:url';

/** A snippet to paste into an MCP client. */
export interface ClientConfig {
  readonly client: string;
  readonly where: string;
  readonly text: string;
}

const program = fileURLToPath(new URL('../../../servers/postgres-replicas/dist/main.js', import.meta.url));

/** As in the first line of the program, which is not read when Node is named. */
const nodeOptions = ['--max-semi-space-size=4'];

/** How Claude Code, Cursor, VS Code and Cline reach the server: over HTTP, and started by the client over stdio. */
export function clientConfigs(url: string, configPath: string): readonly ClientConfig[] {
  const stdio = { command: process.execPath, args: [...nodeOptions, program, '--config', configPath] };
  const json = (value: unknown) => JSON.stringify(value, null, 2);
  return [
    { client: 'Claude Code', where: 'http', text: `claude mcp add --transport http postgres-replicas ${url}` },
    {
      client: 'Claude Code',
      where: 'stdio',
      text: `claude mcp add postgres-replicas -- ${[stdio.command, ...stdio.args].map((word) => JSON.stringify(word)).join(' ')}`,
    },
    {
      client: 'Cursor',
      where: '.cursor/mcp.json',
      text: json({ mcpServers: { 'postgres-replicas': { url }, 'postgres-replicas-stdio': stdio } }),
    },
    {
      client: 'VS Code',
      where: '.vscode/mcp.json',
      text: json({
        servers: { 'postgres-replicas': { type: 'http', url }, 'postgres-replicas-stdio': { type: 'stdio', ...stdio } },
      }),
    },
    {
      client: 'Cline',
      where: 'cline_mcp_settings.json',
      text: json({
        mcpServers: { 'postgres-replicas': { type: 'streamableHttp', url }, 'postgres-replicas-stdio': stdio },
      }),
    },
  ];
}
