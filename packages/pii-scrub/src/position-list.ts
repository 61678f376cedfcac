const LEAST_POSITIONS = 512;
const LONGEST_KEPT = 64;
const NONE = new Int32Array(0);

/** Positions that are found anew for each text, in memory that is used again. */
export class PositionList {
  #positions = new Int32Array(LEAST_POSITIONS);
  #heads: (Int32Array | undefined)[] = [];

  /** `index`: at most one more than was ever put. */
  put(index: number, position: number): void {
    if (index === this.#positions.length) this.#grow();
    this.#positions[index] = position;
  }

  /** The first `count`, valid until the next is put. Short ones are kept: most texts have few, and a view costs more than finding them. */
  head(count: number): Int32Array {
    if (count === 0) return NONE;
    const known = this.#heads[count];
    if (known !== undefined) return known;
    const head = this.#positions.subarray(0, count);
    if (count <= LONGEST_KEPT) this.#heads[count] = head;
    return head;
  }

  #grow(): void {
    const larger = new Int32Array(this.#positions.length * 2);
    larger.set(this.#positions);
    this.#positions = larger;
    this.#heads = [];
  }
}
