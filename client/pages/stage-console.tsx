import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { BattleConsole } from "#client/battle/host/battle-console.tsx";
import { sourceLight } from "#client/battle/host/source-words.ts";
import { openStageDesk, type StageDesk } from "#client/battle/host/stage-desk.ts";
import { texts } from "#client/battle/host/texts.ts";
import { RoomConsole } from "#client/race/host/room-console.tsx";
import type { LobbyWire } from "#common/race/race-api.ts";

const shows = ["race", "battle"] as const;
type Show = (typeof shows)[number];

/** The show on the console, kept in the address after `#`. */
const show = signal<Show>(readShow());
addEventListener("hashchange", () => {
  show.value = readShow();
});

function readShow(): Show {
  return location.hash === "#battle" ? "battle" : "race";
}

/** Both shows of one room: the race and the stage of the battles. Mounted anew for each room. */
export function StageConsole({ lobby }: { lobby: LobbyWire }) {
  const desk = useMemo(() => openStageDesk(lobby.code), []);
  useEffect(() => () => desk.close(), []);
  return (
    <>
      <Tabs desk={desk} />
      {show.value === "race" ? <RoomConsole lobby={lobby} /> : <BattleConsole desk={desk} />}
    </>
  );
}

function Tabs({ desk }: { desk: StageDesk }) {
  const { tabs } = texts.value.stage;
  const source = desk.view.value?.source;
  return (
    <nav class="console-tabs" aria-label={tabs.label}>
      {shows.map((name) => (
        <a
          key={name}
          class="label"
          href={`#${name}`}
          {...(show.value === name && { "aria-current": "page" as const })}
        >
          {tabs[name]}
          {name === "battle" && source !== undefined && (
            <span class={`tab-light is-${sourceLight(source)}`} aria-hidden="true" />
          )}
        </a>
      ))}
    </nav>
  );
}
