grant usage on schema app, crm to mcp_agent;
grant select on all tables in schema app, crm to mcp_agent;
alter default privileges in schema app, crm grant select on tables to mcp_agent;
