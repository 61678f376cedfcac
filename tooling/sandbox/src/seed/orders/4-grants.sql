grant usage on schema app, support, ops to mcp_agent;
grant select on all tables in schema app, support, ops to mcp_agent;
grant select on all sequences in schema app to mcp_agent;
alter default privileges in schema app, support, ops grant select on tables to mcp_agent;
