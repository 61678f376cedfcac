import { startFakeInference } from '@mcp-chassis/workers-sandbox';
import type { TestProject } from 'vitest/node';

/** One stub of an inference service for all tests in workerd. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const fake = await startFakeInference();
  project.provide('fakeInferenceUrl', fake.url);
  return () => fake.close();
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly fakeInferenceUrl: string;
  }
}
