/** Something that `verify` says about one stream. */
export interface Finding {
  /** `bad`: the log is not what was written. `note`: nothing that was kept is missing or changed. */
  readonly weight: 'bad' | 'note';
  readonly kind:
    | 'changed'
    | 'broken'
    | 'gap'
    | 'order'
    | 'chain'
    | 'not-canonical'
    | 'digest'
    | 'key'
    | 'torn-tail'
    | 'unsigned-tail'
    | 'removed'
    | 'anchor-mismatch'
    | 'anchor-beyond'
    | 'anchor-forged'
    | 'stream-missing';
  /** The record it is about; the first of them. */
  readonly seq?: number;
  /** File name and byte offset. */
  readonly where?: string;
  readonly message: string;
}
