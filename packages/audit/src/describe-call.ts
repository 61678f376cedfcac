import type { Call, Scrub } from '@mcp-chassis/tool-kit';
import type { FieldTexts } from './entry-text.ts';
import type { CallRecord } from './record.ts';
import { createRecurringParts, type RecurringParts, type WrittenPart } from './recurring-parts.ts';
import { describeServer } from './describe-server.ts';
import { recordText, type CleanTexts } from './recorded-text.ts';

const shortText = 128;
const longText = 256;

/** Who called what, from where, of whom. */
export type CallFacts = Pick<CallRecord, 'actor' | 'operation' | 'protocol' | 'server' | 'source'>;

/** The facts, and the canonical JSON of those that have been seen before. */
export interface DescribedFacts extends CallFacts {
  readonly texts: FieldTexts;
}

/** Describes calls: most of what it says has been said of the call before. */
export type DescribeFacts = (call: Call, scrub: Scrub) => DescribedFacts;

/** @param clean Texts that need no scrubbing; it adds to them. */
export function createDescribeFacts(clean: CleanTexts): DescribeFacts {
  const actors = createRecurringParts<CallRecord['actor']>();
  const operations = createRecurringParts<CallRecord['operation']>();
  const servers = createRecurringParts<CallRecord['server']>();
  const sources = createRecurringParts<CallRecord['source']>();
  return (call, scrub) => {
    const actor = describeActor(call, scrub, clean, actors);
    const operation = describeOperation(call, scrub, clean, operations);
    const server = servers(factsOf(call.server), () => ({ value: describeServer(call.server), recurs: true }));
    const source = describeSource(call, scrub, clean, sources);
    return {
      actor: actor.value,
      operation: operation.value,
      protocol: recordProtocol(call.protocolVersion, scrub, clean),
      server: server.value,
      source: source.value,
      texts: { actor: actor.text, operation: operation.text, server: server.text, source: source.text },
    };
  };
}

function factsOf({ name, owner, toolsHash, version }: Call['server']) {
  return [name, owner, toolsHash, version] as const;
}

function describeActor(
  { principal, source }: Call,
  scrub: Scrub,
  clean: CleanTexts,
  actors: RecurringParts<CallRecord['actor']>,
): WrittenPart<CallRecord['actor']> {
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
    };
    return { value, recurs: recorded?.name === client?.name && recorded?.version === client?.version };
  });
}

function describeOperation(
  { operation, impact, permission }: Call,
  scrub: Scrub,
  clean: CleanTexts,
  operations: RecurringParts<CallRecord['operation']>,
): WrittenPart<CallRecord['operation']> {
  const { kind, schemaHash } = operation;
  return operations([operation.name, kind, schemaHash, impact, permission], () => {
    const name = recordText(operation.name, shortText, scrub, clean);
    return { value: { impact, kind, name, permission, schema_hash: schemaHash }, recurs: name === operation.name };
  });
}

function describeSource(
  { source }: Call,
  scrub: Scrub,
  clean: CleanTexts,
  sources: RecurringParts<CallRecord['source']>,
): WrittenPart<CallRecord['source']> {
  const { address, transport, userAgent } = source;
  return sources([address ?? '', address, transport, userAgent], () => {
    const recorded = userAgent === undefined ? undefined : recordText(userAgent, longText, scrub, clean);
    const value = {
      ...(address !== undefined && { address }),
      transport,
      ...(recorded !== undefined && { user_agent: recorded }),
    };
    return { value, recurs: recorded === userAgent };
  });
}

/** Protocol versions are dates; a scrubber would take one for a date of birth. */
function recordProtocol(version: string, scrub: Scrub, clean: CleanTexts): string {
  return /^20\d\d-\d\d-\d\d$/.test(version) ? version : recordText(version, shortText, scrub, clean);
}
