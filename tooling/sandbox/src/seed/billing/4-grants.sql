grant usage on schema app, ledger to mcp_agent;
grant select on all tables in schema app, ledger to mcp_agent;
alter default privileges in schema app, ledger grant select on tables to mcp_agent;
