import { BattlePanel } from "./battle-panel.tsx";
import { LivePanel } from "./live-panel.tsx";
import { OverlayLinks } from "./overlay-links.tsx";
import { ScoresPanel } from "./scores-panel.tsx";
import { SettingsPanel } from "./settings-panel.tsx";
import { isConnected } from "./source-words.ts";
import type { StageDesk } from "./stage-desk.ts";
import { texts } from "./texts.ts";

/** Everything about one stage on one page: its battle on the left, its live input on the right. */
export function BattleConsole({ desk }: { desk: StageDesk }) {
  const view = desk.view.value;
  const isOff = view !== undefined && !isConnected(view.source);
  return (
    <main class={`console battle-console${isOff ? " is-off" : ""}`}>
      {view === undefined ? (
        <LinkLine desk={desk} />
      ) : (
        <>
          <div class="console-column">
            {desk.status.value.kind !== "live" && <LinkLine desk={desk} />}
            <BattlePanel desk={desk} view={view} />
            <ScoresPanel desk={desk} view={view} />
            <SettingsPanel desk={desk} />
          </div>
          <div class="console-column">
            <LivePanel desk={desk} view={view} />
            <OverlayLinks stage={view.stageCode} />
          </div>
        </>
      )}
    </main>
  );
}

/** Whether the console hears the stage. */
function LinkLine({ desk }: { desk: StageDesk }) {
  const { stage } = texts.value;
  const status = desk.status.value;
  const isMissing = status.kind === "refused" && status.code === "stage_unknown";
  return (
    <p class={`health is-${status.kind}`} role="status">
      {isMissing ? stage.missing : stage.link[status.kind]}
    </p>
  );
}
