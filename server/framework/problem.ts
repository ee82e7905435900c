import type { Response } from "express";
import { isRetryable, type Refusal, refusals } from "#common/framework/refusals.ts";

/** Seconds after which a retryable refusal may be tried again when it names no figure itself. */
const RETRY_AFTER_SECONDS_DEFAULT = 1;

/** Answers a refusal as problem+json (RFC 9457) with its code and figures. */
export function sendProblem(response: Response, refusal: Refusal): void {
  const { status } = refusals[refusal.code];
  if (isRetryable(refusal.code)) {
    const seconds = refusal.detail?.retryAfterSeconds ?? RETRY_AFTER_SECONDS_DEFAULT;
    response.setHeader("Retry-After", String(seconds));
  }
  response
    .status(status)
    .type("application/problem+json")
    .send(
      JSON.stringify({
        type: "about:blank",
        title: refusal.code.replaceAll("_", " "),
        status,
        code: refusal.code,
        ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
      }),
    );
}
