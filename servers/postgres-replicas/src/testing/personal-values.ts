import { Client, type ClientConfig } from 'pg';

/** The personal and secret values that are really in an `orders` database, read as an administrator. */
export async function readPersonalValues(connection: ClientConfig): Promise<readonly string[]> {
  const client = new Client(connection);
  await client.connect();
  const { rows } = await client.query<{ value: string }>(personalSql);
  await client.end();
  return rows.map(({ value }) => value);
}

/** Which of `values` occur in `shown`, as they are or as JSON spells them. */
export function findShown(values: readonly string[], shown: string): readonly string[] {
  return values.filter((value) => shown.includes(JSON.stringify(value).slice(1, -1)));
}

const personalSql = `
SELECT DISTINCT value FROM (
  SELECT unnest(ARRAY[email::text, phone, ssn, card_number, iban, address]) AS value FROM app.customers
  UNION ALL SELECT shipping ->> 'notify' FROM app.orders
  UNION ALL SELECT unnest(watchers) FROM support.tickets
  UNION ALL SELECT token FROM app.integration_tokens
  UNION ALL SELECT secret FROM vault.signing_keys
  UNION ALL SELECT host(source) FROM app.audit_events
  UNION ALL SELECT (regexp_match(details ->> 'message', 'password=(\\S+)'))[1] FROM app.audit_events
  UNION ALL SELECT (regexp_match(line, 'Bearer (\\w+)|token=(\\w+)'))[1] FROM ops.request_log
  UNION ALL SELECT rolpassword FROM pg_authid
  UNION ALL SELECT 'remote-canary-password'
) AS found WHERE length(value) > 6`;
