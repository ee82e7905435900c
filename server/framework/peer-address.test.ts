import type { IncomingMessage } from "node:http";
import { expect } from "chai";
import { peerAddress } from "./peer-address.ts";

function request(remoteAddress: string, forwardedFor?: string): IncomingMessage {
  const headers = forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor };
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
}

describe("a peer's address", () => {
  const cases: [string, IncomingMessage, number, string][] = [
    ["is its own without a proxy", request("192.168.1.7"), 0, "192.168.1.7"],
    ["is written plainly", request("::ffff:192.168.1.7"), 0, "192.168.1.7"],
    [
      "is not what it claims without a trusted proxy",
      request("10.0.0.1", "1.2.3.4"),
      0,
      "10.0.0.1",
    ],
    ["is what the trusted proxy wrote", request("10.0.0.1", "1.2.3.4, 5.6.7.8"), 1, "5.6.7.8"],
    [
      "is what the outer of two proxies wrote",
      request("10.0.0.1", "1.2.3.4, 5.6.7.8"),
      2,
      "1.2.3.4",
    ],
    ["is the proxy's when it wrote nothing", request("10.0.0.1"), 1, "10.0.0.1"],
  ];
  for (const [rule, from, hops, address] of cases) {
    it(rule, () => expect(peerAddress(from, hops)).to.equal(address));
  }
});
