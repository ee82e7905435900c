import { randomUUID } from "node:crypto";
import http from "node:http";
import { startSystemClock } from "#server/framework/clock.ts";
import { createTokens } from "#server/players/tokens.ts";
import { TEST_SECRET } from "#server/testing/test-app.ts";
import { playerIdOf } from "./wallets.ts";

/** The race that is bet on, and where. */
export interface BetTarget {
  url: string;
  raceId: number;
  roomKey: string;
}

/** Bets of one window; latencies in the order of the answers. */
export interface Posted {
  wallMs: number;
  latenciesMs: number[];
}

const RUNNERS = 8;

/** Posts bets as many clients at once, each the next when its last one is answered. Throws on a refusal. */
export async function postBets(
  target: BetTarget,
  load: { clients: number; windowMs: number; drawWallet: () => number },
): Promise<Posted> {
  const tokens = createTokens({ secret: TEST_SECRET, clock: startSystemClock() });
  const agent = new http.Agent({ keepAlive: true, maxSockets: load.clients });
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const client = async (number: number) => {
    for (let turn = number; performance.now() - startedAt < load.windowMs; turn += 1) {
      const playerId = playerIdOf(load.drawWallet());
      const token = tokens.sign({
        role: "player",
        playerId,
        name: "Bench",
        roomKey: target.roomKey,
      });
      const body = JSON.stringify({
        raceId: target.raceId,
        market: "win",
        selection: [1 + (turn % RUNNERS)],
        stake: "10",
      });
      const askedAt = performance.now();
      const status = await post(`${target.url}/bets`, { agent, token, body });
      if (status !== 201) throw new Error(`a bet was answered ${status}`);
      latenciesMs.push(performance.now() - askedAt);
    }
  };
  try {
    await Promise.all(Array.from({ length: load.clients }, (_, number) => client(number)));
  } finally {
    agent.destroy();
  }
  return { wallMs: performance.now() - startedAt, latenciesMs };
}

function post(
  url: string,
  { agent, token, body }: { agent: http.Agent; token: string; body: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "idempotency-key": randomUUID(),
    };
    const request = http.request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}
