import type { IncomingMessage } from "node:http";

/**
 * The address a request came from, for limits: the peer's own, or what the last of `proxyHops`
 * trusted proxies wrote down. IPv4 in IPv6 clothing is written plainly.
 */
export function peerAddress(request: IncomingMessage, proxyHops: number): string {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "");
  const written = proxyHops > 0 ? forwarded.at(-proxyHops) : undefined;
  return (written ?? request.socket.remoteAddress ?? "unknown").replace(/^::ffff:/, "");
}
