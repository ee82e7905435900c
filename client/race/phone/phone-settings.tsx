import { SettingsSheet } from "#client/framework/settings-sheet.tsx";
import { joinTexts } from "./join-texts.ts";
import { leaveRoom, seat } from "./seat.ts";

/** Language, colours, and the way out of the room. */
export function PhoneSettings({ onClose }: { onClose: () => void }) {
  const { settings } = joinTexts.value.join;
  const held = seat.value;
  return (
    <SettingsSheet heading={settings.heading} onClose={onClose}>
      {held?.token !== undefined && (
        <div class="sheet-foot">
          <p class="dim">{settings.playingAs(held.player.name, held.lobbyCode)}</p>
          <button type="button" class="button is-quiet" onClick={leaveRoom}>
            {settings.leave}
          </button>
        </div>
      )}
    </SettingsSheet>
  );
}
