import { type BattleContract, battleContract } from "#common/battle/battle-messages.ts";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import { BattleState } from "#common/battle/battle-state.ts";
import { isCountry } from "#common/battle/countries.ts";
import { accept, refuse } from "#common/framework/refusals.ts";
import { defineRoomType, type RoomContext, type RoomRules } from "#server/framework/room-type.ts";
import { createSerialQueue } from "#server/framework/serial-queue.ts";
import { createBattleConsumer } from "./battle-consumer.ts";
import type { BattleShow, BattleShowDeps } from "./battle-show.ts";
import type { OpenLive, StageLive } from "./live-port.ts";
import { restoreBattle } from "./restore-battle.ts";
import type { StageDirectory } from "./stage-directory.ts";

/** Gifts are shown soon after they are recorded, milliseconds between patches. */
const TICK_MS = 25;

export interface BattleRoomDeps extends BattleShowDeps {
  /** Settings of a stage whose host has set none. */
  defaults: BattleSettings;
  openLive: OpenLive;
  /** Where HTTP finds the stages of this process. */
  stages: StageDirectory;
}

/** One stage = one battle room: its battles follow one another for as long as it is open. */
export function defineBattleRoom(deps: BattleRoomDeps) {
  return defineRoomType<BattleContract, BattleState>({
    name: "battle",
    contract: battleContract,
    state: BattleState,
    tickMs: TICK_MS,
    async restore(context) {
      const { code, id: roomId, epoch } = context.row;
      context.change((state) => {
        state.stageCode = code;
      });
      const show = await restoreBattle(context, deps);
      const consumer = createBattleConsumer({
        roomId,
        nextSides: () => show.settings.sides,
        onCounted: (news) => show.onCounted(news),
        resync: () => show.resync(),
      });
      const live = await deps.openLive(
        { code, roomId, epoch },
        { consumer, onStatus: (status) => show.onLive(status) },
      );
      show.onLive(live.status);
      deps.stages.opened(roomId, { show, live });
      return rulesOf({ context, show, live, deps });
    },
  });
}

interface Room {
  context: RoomContext<BattleContract, BattleState>;
  show: BattleShow;
  live: StageLive;
  deps: BattleRoomDeps;
}

function rulesOf(room: Room): RoomRules<BattleContract> {
  const { context, show, live, deps } = room;
  let stopping: Promise<void> | undefined;
  const stopLive = () => (stopping ??= live.stop());
  return {
    commands: { ...battleCommands(room), ...stageCommands(room) },
    onTick: (now) => show.onTick(now),
    onStopped() {
      deps.stages.closed(context.row.id);
      show.leave();
      stopLive().catch((error: unknown) => context.log.error({ error }, "live input not stopped"));
    },
    async onShutdown() {
      await stopLive();
      await show.stop();
    },
  };
}

function battleCommands({ show }: Room) {
  return {
    startBattle: ({ input }) => show.start(input),
    endBattle: ({ input }) => show.end(input.battleId),
    resetBattle: ({ input }) => show.reset(input.battleId),
    addScore: ({ input: { battleId, ...manual } }) => show.addScore(battleId, manual),
    boostPoints: ({ input: { battleId, ...boost } }) => show.boost(battleId, boost),
  } satisfies Partial<RoomRules<BattleContract>["commands"]>;
}

function stageCommands({ context, show, live }: Room) {
  const saves = createSerialQueue();
  return {
    readSettings: () => accept(show.settings),
    /** One after the other: a change that could not be saved must not ride along with the next. */
    saveSettings({ input }) {
      const countries = [...input.sides, ...Object.values(input.giftCountries)];
      if (!countries.every(isCountry)) return refuse("country_unknown");
      return saves.run(async () => {
        await context.saveSettings(input);
        await show.follow(input);
        return accept(input);
      });
    },
    async connectLive({ input }) {
      const connected = await live.connect(input);
      return connected.ok ? accept({ sessionId: connected.value.id }) : connected;
    },
    async disconnectLive() {
      await live.disconnect();
      return accept({});
    },
  } satisfies Partial<RoomRules<BattleContract>["commands"]>;
}
