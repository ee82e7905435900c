import type { VerifyStepName } from "#common/race/verify-step.ts";

type StepWords = Readonly<
  Record<VerifyStepName | "previous", { title: string; explanation: string }>
>;

/** What the page says that checks a race. Amounts, counts and times arrive already formatted. */
export const verify = {
  title: (race: number) => `Grandstand · race ${race} checked`,
  plainTitle: "Grandstand · check a race",
  heading: (race: number, lobby: string) => `Race ${race} · ${lobby}`,
  plainHeading: "Check a race",
  nav: { label: "Pages", replay: "Watch it again", figures: "Figures", races: "All races" },
  settings: "Settings",
  loading: "One moment…",
  which: "Which race? Choose one from the list and follow “Check this race”.",
  missing: "There is no such race.",
  verdicts: {
    checking: { word: "Checking", sentence: "Your browser runs the race again, step by step." },
    pass: {
      word: "PASS",
      sentence:
        "Run again from its record, this race ends as it was paid: nothing in it was changed.",
    },
    fail: {
      word: "FAIL",
      sentence: "The record does not hold together. The step marked below says where.",
    },
    broken: {
      word: "BROKEN",
      sentence:
        "The race is over, and for more than 60 seconds the server has not shown the seed it was run from. Until it does, its word is worth nothing.",
    },
    engine_unknown: {
      word: "NOT CHECKED",
      sentence:
        "Rules that are not here any more ran this race. Nothing can be said of its result.",
    },
    waiting: {
      word: "TOO EARLY",
      sentence:
        "A race is checked once it is official or void: only then the server shows its seed. This page looks again by itself.",
    },
  },
  checkedIn: (ms: string) => `checked in ${ms} ms, in this browser`,
  lateReveal: (seconds: string) =>
    `The server showed its seed only ${seconds} s after the last runner was home; 60 s is the limit.`,
  oldFairness: "A race from before the phones had a part in the draw: the server's word only.",
  voidRace: "Void: every stake went back.",
  voidReason: (reason: string) => `Called off: ${reason}`,
  wouldBe: "How it would have ended",
  neverDrawn: "It was called off before betting was locked: nothing was drawn.",
  voidsTonight: (count: number) =>
    count === 1
      ? "1 race of this lobby was void after its lock so far: this one."
      : `${count} races of this lobby were void after their lock so far.`,
  claimed: "What follows is only what the record claims.",
  steps: "Step by step",
  stepStates: { ok: "holds", fault: "does not hold", skipped: "not looked at" },
  technical: "The figures behind it",
  step: {
    schema: {
      title: "The record is complete",
      explanation: "Everything a race record must say is there and can be read.",
    },
    card: {
      title: "The same runners",
      explanation: "Track, runners and their strengths are the ones announced before betting.",
    },
    terms: {
      title: "The same terms",
      explanation: "Takeout, markets, prices and powers are the ones announced before betting.",
    },
    commitment: {
      title: "The sealed envelope",
      explanation:
        "Before betting the server published a seal over runners, terms, rules and its secret number. That seal fits: none of them was exchanged.",
    },
    "seed chain": {
      title: "The secret was settled long before",
      explanation:
        "The server's secret numbers are a chain fixed when the lobby opened. This one is the next link, so it could not be picked for this race.",
    },
    bets: {
      title: "Every bet, in its order",
      explanation:
        "The bets make the sum that was published when betting was locked: none was added, dropped, changed or moved afterwards.",
    },
    entropy: {
      title: "The phones' part in the draw",
      explanation:
        "Phones sealed a random number of their own before the lock and opened it during the start lights. What they opened is what they had sealed.",
    },
    seed: {
      title: "The draw",
      explanation:
        "The number the race is run from follows from the server's secret, the bets and the phones, and from nothing else.",
    },
    engine: {
      title: "The rules of running are known",
      explanation: "The rules that ran this race are here, so it can be run again.",
    },
    race: {
      title: "The race, run again",
      explanation:
        "Your browser has run the race again: the same order and the same times to the millisecond.",
    },
    powers: {
      title: "The powers",
      explanation:
        "Each power worked or gave its chips back as the rules say, at the price of the terms, and nobody spent more than allowed.",
    },
    pools: {
      title: "The pools add up",
      explanation: "What went into each pool came out of it again, to the last chip.",
    },
    payouts: {
      title: "Dividends and payouts",
      explanation: "Every dividend and every payout is worked out again and is the same.",
    },
    record: {
      title: "The record's own seal",
      explanation: "The record carries the hash of all it says; the next record carries it on.",
    },
    receipts: {
      title: "What this phone saw itself",
      explanation:
        "What this phone kept while it was there, its bets and the published seals, is in the record unchanged.",
    },
    previous: {
      title: "The race before",
      explanation:
        "This record names the hash of the lobby's race before, and that record still has it: history was not rewritten.",
    },
  } as StepWords,
  order: "Order of finish",
  place: "Place",
  runner: "Runner",
  time: "Time",
  pools: "Pools and dividends",
  noPools: "Nobody had a stake in it.",
  market: "Market",
  staked: "Staked",
  paid: "Paid",
  perChip: "Per chip",
  wentBack: "went back",
  nobodyPaid: "no dividend",
  mine: {
    heading: "My bets, from this phone",
    none: "This browser has kept nothing of this race. On the phone that was there, this page also holds what it saw against the record.",
    noBets: "This phone was there and has no bet of its own in this race.",
    bet: "Bet",
    stake: "Stake",
    back: "Came back",
    states: {
      won: "won",
      lost: "lost",
      refunded: "given back",
      cancelled: "cancelled",
      missing: "not in the record",
    },
  },
  limits: {
    heading: "What this does not prove",
    noPhone:
      "No phone had a part in this draw. The server alone knew enough to choose which last bet it takes.",
    withheld: (withheld: number, draws: string) =>
      withheld === 1
        ? `1 phone sealed a number and did not open it. Whoever held it back could choose between ${draws} draws.`
        : `${withheld} phones sealed a number and did not open it. If one hand held them all, it could choose among ${draws} draws.`,
    allAnswered:
      "Every phone that took part has opened its number. One honest phone among them is enough for an honest draw, but a server could pretend to be phones.",
    mineAnswered: "This phone was one of them: its own number is in the draw.",
    mineUnheard:
      "This phone sent its own number and got no answer: the record says that it was held back. Either the line was too slow, or the server left it out.",
    powers:
      "The powers are in no chain. Whoever runs the server knows how the race will end and could use one through a helper. A power made up afterwards is found only by phones that were there: they keep what they heard of.",
    server:
      "The server can be slow, refuse a bet or call a race off, and it knows the result from the start lights on. That is why voids are counted.",
    page: "This page comes from that same server. To be sure, check the record with the program, on a machine of your own.",
  },
  yourself: {
    heading: "Check it yourself",
    command: "On another machine, with the program and this record, without any network:",
    record: "Download the record",
    receipts: "Download what this phone kept",
  },
};
