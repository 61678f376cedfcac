grant usage on schema app, staging to mcp_agent;
grant select on all tables in schema app, staging to mcp_agent;
alter default privileges in schema app, staging grant select on tables to mcp_agent;
