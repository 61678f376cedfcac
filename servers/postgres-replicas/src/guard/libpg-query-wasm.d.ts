/** The raw WASM build inside `libpg-query`: one call opens one parser with its own memory. */
declare module 'libpg-query/wasm/libpg-query.js' {
  export interface PgQueryModule {
    lengthBytesUTF8(text: string): number;
    stringToUTF8(text: string, pointer: number, capacity: number): void;
    UTF8ToString(pointer: number): string;
    getValue(pointer: number, type: 'i32'): number;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _wasm_parse_query_raw(sql: number): number;
    _wasm_free_parse_result(result: number): void;
    _wasm_scan(sql: number): number;
    _wasm_free_string(text: number): void;
  }
  const open: () => Promise<PgQueryModule>;
  export default open;
}
