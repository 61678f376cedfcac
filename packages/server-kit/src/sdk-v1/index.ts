export { createSdkV1Server } from './create-sdk-v1-server.ts';
export { connectSdkV1Stdio } from './v1-stdio.ts';
