declare module 'fs-native-extensions' {
  const locks: {
    /** Takes an exclusive lock of the whole file for the open file description of `fd`; false when another one has it. */
    tryLock(fd: number): boolean;
  };
  export default locks;
}
