import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { matchMaker } from "@colyseus/core";
import { refusals } from "#common/framework/refusals.ts";
import type { AddressLimit } from "./address-limits.ts";
import { peerAddress } from "./peer-address.ts";

/** Matchmaking bodies hold a room's name; bytes. */
const MATCHMAKING_BODY_BYTES_MAX = 4_096;

/** Methods a client may call: rooms are opened by this process only. */
const EXPOSED_METHODS = ["joinById", "reconnect"];

/** Narrows Colyseus' own HTTP surface before it is bound: exposed methods and CORS headers. */
export function narrowMatchmaking(allowedOrigins: readonly string[]): void {
  matchMaker.controller.exposedMethods = EXPOSED_METHODS;
  matchMaker.controller.DEFAULT_CORS_HEADERS = {} as never;
  matchMaker.controller.getCorsHeaders = (headers) => {
    const origin = headers.get("origin");
    if (origin === null || !allowedOrigins.includes(origin)) return {} as Record<string, string>;
    return {
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Headers":
        "Authorization, Content-Type, Idempotency-Key, X-Idempotency-Key",
      "Access-Control-Allow-Methods": "GET, POST, DELETE",
      Vary: "Origin",
    };
  };
}

/**
 * Stands in front of the listeners that Colyseus bound: matchmaking is limited per address and its
 * bodies are small; Colyseus' own health check is closed; everything else passes.
 */
export function guardMatchmaking(
  server: Server,
  { limit, trustProxyHops }: { limit: AddressLimit; trustProxyHops: number },
): void {
  const listeners = server.listeners("request") as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  const pass = (request: IncomingMessage, response: ServerResponse) => {
    for (const listener of listeners) listener.call(server, request, response);
  };
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith("/__healthcheck")) return refuseEarly(response, "not_found");
    if (!request.url?.startsWith("/matchmake/")) return pass(request, response);
    // Colyseus builds a URL from these two, and an impossible one would end the process.
    request.headers.host = "localhost";
    delete request.headers["x-forwarded-proto"];
    const length = Number(request.headers["content-length"] ?? 0);
    if (
      !(length <= MATCHMAKING_BODY_BYTES_MAX) ||
      request.headers["transfer-encoding"] !== undefined
    ) {
      return refuseEarly(response, "payload_too_large");
    }
    limit
      .admit(peerAddress(request, trustProxyHops))
      .then((admitted) => {
        if (admitted.ok) pass(request, response);
        else refuseEarly(response, "rate_limited", admitted.refusal.detail?.retryAfterSeconds);
      })
      .catch((error: Error) => response.destroy(error));
  });
}

/** The shape Colyseus clients read: the code is the error's message. */
function refuseEarly(
  response: ServerResponse,
  code: "not_found" | "payload_too_large" | "rate_limited",
  retryAfterSeconds?: string | number,
): void {
  const { status } = refusals[code];
  if (retryAfterSeconds !== undefined) response.setHeader("Retry-After", String(retryAfterSeconds));
  response.writeHead(status, { "content-type": "application/json", connection: "close" });
  response.end(JSON.stringify({ code: status, error: code }));
}
