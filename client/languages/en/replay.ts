/** What a replay says. Times and speeds arrive already formatted. */
export const replay = {
  title: (race: number) => `Grandstand · race ${race} again`,
  plainTitle: "Grandstand · a race again",
  word: "Replay",
  controls: "Replay controls",
  play: "Play",
  pause: "Pause",
  again: "Play again",
  position: "Where the replay stands",
  atTime: (time: string, length: string) => `${time} of ${length}`,
  atGates: "at the gates",
  speed: "Speed",
  times: (speed: string) => `${speed}×`,
  keys: "Space plays and pauses, arrows go a second back or on and change the speed.",
  check: "Check this race",
  cast: (power: string, number: number, name: string) => `${power} on #${number} ${name}`,
  notCast: (cast: string, reason: string) => `${cast}: ${reason}`,
  differs: "The record tells another result than this run",
  loading: "One moment…",
  faults: {
    no_race: {
      heading: "Which race?",
      detail: "Choose one from the list and follow “Watch it again”.",
    },
    unknown: { heading: "There is no such race", detail: "Choose another one from the list." },
    pending: {
      heading: "This race is not over yet",
      detail: "It can be watched again once it is official or void.",
    },
    never_run: {
      heading: "This race was never run",
      detail: "It was called off before betting was locked.",
    },
    engine_unknown: {
      heading: "This race can't be replayed",
      detail: "Rules that are not here any more ran it. Its result stands in the record.",
    },
    unreadable: { heading: "This record can't be read", detail: "The check of it says why." },
    silent: {
      heading: "The server does not answer",
      detail: "Check the Wi-Fi; this page keeps trying.",
    },
  },
  toRaces: "All races",
};
