import { accept } from "#common/framework/refusals.ts";
import type { RaceContract } from "#common/race/race-messages.ts";
import { playerIdOf } from "#server/framework/caller.ts";
import type { RoomRules } from "#server/framework/room-type.ts";
import { quoteBet } from "./quote-bet.ts";
import type { RaceSeat } from "./race-seat.ts";
import { readMine } from "./read-mine.ts";
import { readRoster } from "./read-roster.ts";

/** What players, and whoever asks about them, may say to a race room. */
export function playerCommands({ context, show, deps }: RaceSeat) {
  return {
    placeBet({ input, caller, arrivedAtMs }) {
      const bettor = { playerId: playerIdOf(caller), roomKey: caller.roomKey };
      return deps.desk.place({ ...input, ...bettor, arrivedAtMs }, caller.name ?? "");
    },
    cancelBet: ({ input, caller, arrivedAtMs }) =>
      deps.desk.cancel({ ...input, playerId: playerIdOf(caller), arrivedAtMs }, caller.name ?? ""),
    castPower: ({ input, caller, arrivedAtMs }) =>
      deps.powers.cast(
        { ...input, playerId: playerIdOf(caller), roomKey: caller.roomKey, arrivedAtMs },
        caller.name ?? "",
      ),
    quoteBet: ({ input }) => Promise.resolve(quoteBet(show, input)),
    commitEntropy: ({ input, caller }) =>
      deps.entropy.commit({ ...input, playerId: playerIdOf(caller), roomKey: caller.roomKey }),
    revealEntropy: async ({ input, caller }) => {
      const word = { ...input, playerId: playerIdOf(caller), roomKey: caller.roomKey };
      const outcome = await deps.entropy.reveal(word);
      if (outcome.ok) show.noteReveal(word.playerId);
      return outcome;
    },
    async readMine({ caller }) {
      const mine = { playerId: playerIdOf(caller), raceId: show.row.id };
      return accept(await readMine(deps.dataSource, mine));
    },
    async readRoster() {
      const seated = new Set(context.seatedPlayers().map(({ playerId }) => playerId));
      const roster = await readRoster(deps.dataSource, context.row.code);
      const players = roster.map((entry) => ({ ...entry, isConnected: seated.has(entry.id) }));
      return accept({ players, spectatorCount: context.attendance().spectatorCount });
    },
  } satisfies Partial<RoomRules<RaceContract>["commands"]>;
}
