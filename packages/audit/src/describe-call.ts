import type { Call, Scrub } from '@mcp-chassis/tool-kit';
import type { CallRecord } from './record.ts';
import { createRecurringParts, type RecurringParts } from './recurring-parts.ts';
import { describeServer } from './describe-server.ts';
import { recordText, type CleanTexts } from './recorded-text.ts';
import { quote } from './written-entry.ts';

const shortText = 128;
const longText = 256;

/** Who called what, from where, of whom: canonical JSON of these fields of its records. */
export type CallFacts = Readonly<Record<'actor' | 'operation' | 'protocol' | 'server' | 'source', string>>;

/** Describes calls: most of what it says has been said of the call before. */
export type DescribeFacts = (call: Call, scrub: Scrub) => CallFacts;

/** @param clean Texts that need no scrubbing; it adds to them. */
export function createDescribeFacts(clean: CleanTexts): DescribeFacts {
  const actors = createRecurringParts();
  const operations = createRecurringParts();
  const servers = createRecurringParts();
  const sources = createRecurringParts();
  return (call, scrub) => ({
    actor: describeActor(call, scrub, clean, actors),
    operation: describeOperation(call, scrub, clean, operations),
    protocol: quote(recordProtocol(call.protocolVersion, scrub, clean)),
    server: servers(factsOf(call.server), () => ({ value: describeServer(call.server), recurs: true })),
    source: describeSource(call, scrub, clean, sources),
  });
}

function factsOf({ name, owner, toolsHash, version }: Call['server']) {
  return [name, owner, toolsHash, version] as const;
}

function describeActor({ principal, source }: Call, scrub: Scrub, clean: CleanTexts, actors: RecurringParts): string {
  const { agent, user, auth } = principal;
  const { client } = source;
  const facts = [agent.id, agent.owner, user, auth.issuer, auth.method, auth.tokenHash, client?.name, client?.version];
  return actors(facts as [string, ...typeof facts], () => {
    const recorded = client && {
      name: recordText(client.name, shortText, scrub, clean),
      version: recordText(client.version, shortText, scrub, clean),
    };
    const value = {
      agent: agent.id,
      auth: {
        ...(auth.issuer !== undefined && { issuer: auth.issuer }),
        method: auth.method,
        ...(auth.tokenHash !== undefined && { token_hash: auth.tokenHash }),
      },
      ...(recorded && { client: recorded }),
      owner: agent.owner,
      ...(user !== undefined && { user }),
    } satisfies CallRecord['actor'];
    return { value, recurs: recorded?.name === client?.name && recorded?.version === client?.version };
  });
}

function describeOperation(
  { operation, impact, permission }: Call,
  scrub: Scrub,
  clean: CleanTexts,
  operations: RecurringParts,
): string {
  const { kind, schemaHash } = operation;
  return operations([operation.name, kind, schemaHash, impact, permission], () => {
    const name = recordText(operation.name, shortText, scrub, clean);
    const value = { impact, kind, name, permission, schema_hash: schemaHash } satisfies CallRecord['operation'];
    return { value, recurs: name === operation.name };
  });
}

function describeSource({ source }: Call, scrub: Scrub, clean: CleanTexts, sources: RecurringParts): string {
  const { address, transport, userAgent } = source;
  return sources([address ?? '', address, transport, userAgent], () => {
    const recorded = userAgent === undefined ? undefined : recordText(userAgent, longText, scrub, clean);
    const value = {
      ...(address !== undefined && { address }),
      transport,
      ...(recorded !== undefined && { user_agent: recorded }),
    } satisfies CallRecord['source'];
    return { value, recurs: recorded === userAgent };
  });
}

/** Protocol versions are dates; a scrubber would take one for a date of birth. */
function recordProtocol(version: string, scrub: Scrub, clean: CleanTexts): string {
  return /^20\d\d-\d\d-\d\d$/.test(version) ? version : recordText(version, shortText, scrub, clean);
}
