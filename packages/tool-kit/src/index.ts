export { defineTool, type Returned, type Tool, type ToolSpec } from './define-tool.ts';
export { defineResource, type Resource, type ResourceSpec } from './define-resource.ts';
export { defaultBudgetBytes, defaultTimeoutMs, type Operation, type ParsedInput } from './operation.ts';
export { untrustedNotice } from './untrusted-notice.ts';
export type { DescriptionParts } from './description.ts';
export type { Egress } from './egress.ts';

export { errorCodePattern, errorCodes, isErrorCode, type ErrorCode } from './error-code.ts';
export { isToolError, ToolError, type ToolErrorOptions } from './tool-error.ts';

export type { Call, CallNotes, CallSource, Layer, Outcome, ServerIdentity } from './call.ts';
export { isAtLeast, type Impact } from './impact.ts';
export type { Authenticator, Credentials, Principal } from './principal.ts';
export type { Scrub, ScrubColumn, Scrubber } from './scrub.ts';
export type { ApprovalGate, AuditLog, Authorizer, Limiter, ReadinessCheck, Rejection, Rollout } from './guards.ts';

export { byteLength, jsonBytes } from './byte-length.ts';
export { fitItems, fitText } from './fit.ts';
export { renderUntrusted, renderUntrustedJson } from './untrusted-text.ts';
export { checkConventions, type ConventionSubject } from './conventions.ts';
export type { Violation } from './violation.ts';
export type { Json, JsonObject } from './json.ts';
