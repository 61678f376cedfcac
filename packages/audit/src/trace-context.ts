const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/** The ids of a W3C `traceparent`; undefined when it is not one. Nothing but hex passes, so there is nothing to scrub. */
export function parseTraceparent(header: string | undefined): { parent_id: string; trace_id: string } | undefined {
  if (header === undefined) return undefined;
  const [, trace_id, parent_id] = traceparent.exec(header) ?? [];
  return trace_id === undefined || parent_id === undefined ? undefined : { parent_id, trace_id };
}
