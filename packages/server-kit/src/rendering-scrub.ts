import { renderUntrusted, renderUntrustedJson, type Json, type Scrub } from '@mcp-chassis/tool-kit';

/** Renders untrusted text first, then scrubs it: a zero-width character hides nothing from the scrubber. */
export function renderingScrub(scrub: Scrub): Scrub {
  return {
    text: (text) => scrub.text(renderUntrusted(text)),
    value: (value, path) => scrub.value(renderUntrustedJson(value), path),
    rows: (columns, rows) =>
      scrub.rows(
        columns,
        rows.map((row) => row.map((cell) => renderUntrustedJson<Json>(cell))),
      ),
    get counts() {
      return scrub.counts;
    },
  };
}
