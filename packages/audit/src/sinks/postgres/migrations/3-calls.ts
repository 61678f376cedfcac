import type { Migration } from './migration.ts';

/** For people: a row per call, whether or not its outcome is there yet. */
export const calls: Migration = {
  version: 3,
  name: 'calls',
  sql: `
    create view mcp_audit.calls as
    select key as call_id,
           time as started_at,
           coalesce(max(entry #>> '{outcome,status}'), 'under way') as status,
           max(entry #>> '{actor,agent}') as agent,
           max(entry #>> '{actor,user}') as "user",
           max(entry #>> '{environment}') as environment,
           max(entry #>> '{server,name}') as server,
           max(entry #>> '{operation,name}') as operation,
           max(entry #>> '{operation,impact}') as impact,
           max(entry #>> '{outcome,effect}') as effect,
           max((entry ->> 'duration_ms')::numeric) as duration_ms
      from mcp_audit.entries
     where phase in ('attempt', 'outcome')
     group by key, time;
  `,
};
