import type { BetWire } from "#common/race/bet-schemas.ts";

/** How a race went for one player, cancelled bets left out. Whole chips. */
export interface RaceSummary {
  /** `watched`: no bet stood; `open`: not all settled yet; `partly`: something, but no gain. */
  kind: "watched" | "open" | "won" | "partly" | "lost" | "refunded";
  staked: bigint;
  /** Stakes that came back included. */
  returned: bigint;
}

export function summariseRace(bets: readonly BetWire[]): RaceSummary {
  const standing = bets.filter(({ status }) => status !== "cancelled");
  const staked = standing.reduce((sum, bet) => sum + BigInt(bet.stake), 0n);
  const returned = standing.reduce((sum, bet) => sum + BigInt(bet.payout), 0n);
  return { kind: kindOf(standing, staked, returned), staked, returned };
}

function kindOf(
  standing: readonly BetWire[],
  staked: bigint,
  returned: bigint,
): RaceSummary["kind"] {
  if (standing.length === 0) return "watched";
  if (standing.some(({ status }) => status === "open")) return "open";
  if (standing.every(({ status }) => status === "refunded")) return "refunded";
  if (returned === 0n) return "lost";
  return returned > staked ? "won" : "partly";
}
