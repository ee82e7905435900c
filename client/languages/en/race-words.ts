/** Words of the race that phone, display and host's console share. */
export const raceWords = {
  markets: {
    win: "Win",
    place: "Place",
    show: "Show",
    exacta: "Exacta",
    quinella: "Quinella",
    trifecta: "Trifecta",
  } as Readonly<Record<string, string>>,
  powers: {
    boost: "Boost",
    shield: "Shield",
    slow: "Slow",
    draft: "Draft",
    repair: "Repair",
  } as Readonly<Record<string, string>>,
  /** Why a power gave its chips back. */
  released: {
    target_finished: "already home",
    target_scratched: "not in the race",
    past_limit: "too late in the race",
    already_active: "already at work",
    nothing_to_repair: "nothing to repair",
    capped: "that runner has had enough",
    target_unknown: "no such runner",
    no_slipstream: "nobody close enough ahead",
    power_unknown: "not offered here",
  } as Readonly<Record<string, string>>,
  releasedPlain: "it could not work",
  ordinals: ["1st", "2nd", "3rd"],
  scratched: "scratched",
  fixed: (price: string) => `fixed ${price}`,
  pool: (market: string) => `${market} pool`,
  phonesAnswered: (answered: number, phones: number) =>
    `${answered} of ${phones} ${phones === 1 ? "phone" : "phones"} answered`,
  serversWord: "No phone answered: the server's word only",
  verify: "Check this race",
  replay: "Watch it again",
};
