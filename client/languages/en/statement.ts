import type { TransferKind } from "#common/wallet/wallet-schemas.ts";

/** What the wallet's statement says of each movement. Amounts and dividends arrive already formatted. */
export const statement = {
  /** Where nothing more is known than the kind. */
  kinds: {
    join_grant: "Chips to start with",
    daily_floor: "Daily top-up",
    house_bankroll: "From the house",
    bet_placed: "Stake put aside for a bet",
    bet_cancelled: "Bet cancelled, fee kept",
    race_settled: "Bets settled",
    race_refunded: "Stake back",
    bet_scratched: "Stake back, runner scratched",
    liability_moved: "Cover of the house",
    power_held: "Put aside for a power",
    power_captured: "Power used",
    power_released: "Chips back from a power",
    favor_lent: "Favor",
    favor_repaid: "Favor repaid",
    reversal: "Correction",
    gift_coins: "Coins for gifts",
    watch_coins: "Coins for watching",
    handle_linked: "Handle linked",
    handle_unlinked: "Handle unlinked",
  } satisfies Record<TransferKind, string>,
  runner: (number: number, name: string) => `#${number} ${name}`,
  race: (raceNumber: number) => `race ${raceNumber}`,
  bet: (on: string) => `Bet on ${on}`,
  /** How a bet stands after the movement. */
  ends: {
    cancelled: "cancelled",
    lost: "lost",
    refunded: "stake back",
    scratched: "runner scratched, stake back",
    feeBack: "fee back",
  },
  paid: (dividend: string) => `paid ${dividend}`,
  power: (power: string, on: string) => `${power} on ${on}`,
  powerEnds: { power_captured: "worked", power_released: "chips back" },
  lentTo: (name: string) => `Lent to ${name}`,
  borrowedFrom: (name: string) => `Borrowed from ${name}`,
  repaidTo: (name: string) => `Repaid to ${name}`,
  repaidBy: (name: string) => `Repaid by ${name}`,
  show: "Show",
  everything: "Everything",
  onlyRace: (raceNumber: number) => `Race ${raceNumber}`,
};
