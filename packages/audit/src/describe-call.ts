import type { Call, Scrub } from '@mcp-chassis/tool-kit';
import { canonicalJson } from './canonical-json.ts';
import type { CallRecord } from './record.ts';
import { createRecurringParts, type RecurringParts } from './recurring-parts.ts';
import { describeServer } from './describe-server.ts';
import { recordText, type CleanTexts } from './recorded-text.ts';
import { escape } from './written-entry.ts';

const shortText = 128;
const longText = 256;

/** Who called what, from where, of whom: fields of its records as canonical JSON, joined as they follow one another there. */
export interface CallFacts {
  /** `{"actor":…` */
  readonly actor: string;
  /** `,"environment":…,"operation":…` */
  readonly operation: string;
  /** `,"protocol":…,"request":` */
  readonly protocol: string;
  /** `,"server":…,"source":…,"started_at":"` */
  readonly origin: string;
}

/** Describes calls: most of what it says has been said of the call before. */
export type DescribeFacts = (call: Call, scrub: Scrub) => CallFacts;

/** @param clean Texts that need no scrubbing; it adds to them. */
export function createDescribeFacts(clean: CleanTexts): DescribeFacts {
  const actors = createRecurringParts();
  const operations = createRecurringParts();
  const protocols = createRecurringParts();
  const origins = createRecurringParts();
  return (call, scrub) => ({
    actor: describeActor(call, scrub, clean, actors),
    operation: describeOperation(call, scrub, clean, operations),
    protocol: describeProtocol(call, scrub, clean, protocols),
    origin: describeOrigin(call, scrub, clean, origins),
  });
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
    const actor = {
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
    const recurs = recorded?.name === client?.name && recorded?.version === client?.version;
    return { text: `{"actor":${canonicalJson(actor)}`, recurs };
  });
}

function describeOperation(
  { operation, impact, permission, server: { environment } }: Call,
  scrub: Scrub,
  clean: CleanTexts,
  operations: RecurringParts,
): string {
  const { kind, schemaHash } = operation;
  return operations([operation.name, kind, schemaHash, impact, permission, environment], () => {
    const name = recordText(operation.name, shortText, scrub, clean);
    const value = { impact, kind, name, permission, schema_hash: schemaHash } satisfies CallRecord['operation'];
    const text = `,"environment":"${escape(environment)}","operation":${canonicalJson(value)}`;
    return { text, recurs: name === operation.name };
  });
}

/** Protocol versions are dates; a scrubber would take one for a date of birth. */
function describeProtocol(
  { protocolVersion: version }: Call,
  scrub: Scrub,
  clean: CleanTexts,
  protocols: RecurringParts,
): string {
  return protocols([version], () => {
    const isDate = /^20\d\d-\d\d-\d\d$/.test(version);
    const recorded = isDate ? version : recordText(version, shortText, scrub, clean);
    return { text: `,"protocol":"${escape(recorded)}","request":`, recurs: recorded === version };
  });
}

function describeOrigin({ server, source }: Call, scrub: Scrub, clean: CleanTexts, origins: RecurringParts): string {
  const { name, owner, toolsHash, version } = server;
  const { address, transport, userAgent } = source;
  return origins([address ?? '', address, transport, userAgent, name, owner, toolsHash, version], () => {
    const recorded = userAgent === undefined ? undefined : recordText(userAgent, longText, scrub, clean);
    const value = {
      ...(address !== undefined && { address }),
      transport,
      ...(recorded !== undefined && { user_agent: recorded }),
    } satisfies CallRecord['source'];
    const text = `,"server":${canonicalJson(describeServer(server))},"source":${canonicalJson(value)},"started_at":"`;
    return { text, recurs: recorded === userAgent };
  });
}
