import { renderUntrusted, renderUntrustedJson, type Json, type Scrub, type ScrubColumn } from '@mcp-chassis/tool-kit';

/** Renders untrusted text first, then scrubs it: a zero-width character hides nothing from the scrubber. */
export class RenderingScrub implements Scrub {
  readonly #scrub: Scrub;

  constructor(scrub: Scrub) {
    this.#scrub = scrub;
  }

  text(text: string): string {
    return this.#scrub.text(renderUntrusted(text));
  }

  value(value: Json, path?: string): Json {
    return this.#scrub.value(renderUntrustedJson(value), path);
  }

  rows(columns: readonly ScrubColumn[], rows: readonly (readonly Json[])[]): Json[][] {
    return this.#scrub.rows(columns, renderUntrustedJson(rows));
  }

  get counts(): Scrub['counts'] {
    return this.#scrub.counts;
  }
}
